import 'server-only'
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'

import { DomainError } from '@/course/errors.ts'
import type { LineProblem } from '@/course/roster.ts'

/** Tables as people exchange them: what Excel writes and opens, in any language. */

export const csvLimit: CsvLimit = { bytes: 1_000_000, rows: 5000 }

/** A gradebook has one for each assignment. */
const columnsAtMost = 500

export interface CsvLimit {
  bytes: number
  rows: number
}

export interface CsvRow {
  /** In the file, from 1, as an editor counts. */
  line: number
  /** By the header's names, lower-case, trimmed; a column that the row lacks is ''. */
  values: Record<string, string>
}

/**
 * Reads comma, semicolon or tab, with or without a byte order mark, quoted or not.
 * @throws DomainError 'bad-lines' where it is no table, with the line where reading ended
 */
export function readCsv(text: string, limit: CsvLimit = csvLimit): { columns: string[]; rows: CsvRow[] } {
  if (new TextEncoder().encode(text).byteLength > limit.bytes) throw badLines([{ line: 1, code: 'too-large' }])
  // What was no UTF-8 came as these: names would be destroyed silently.
  const broken = text.split('\n').findIndex((line) => line.includes('\uFFFD') || line.includes('\0'))
  if (broken >= 0) throw badLines([{ line: broken + 1, code: 'not-utf8' }])
  const [header, ...rows] = readRows(text)
  if (header === undefined) throw badLines([{ line: 1, code: 'empty' }])
  // Each row becomes an object of them all.
  if (header.values.length > columnsAtMost) throw badLines([{ line: header.line, code: 'too-many-columns' }])
  if (rows.length > limit.rows) throw badLines([{ line: limit.rows + 2, code: 'too-many-rows' }])
  const columns = header.values.map((name) => name.trim().toLowerCase())
  return {
    columns,
    rows: rows.map(({ line, values }) => ({
      line,
      values: Object.fromEntries(columns.map((name, index) => [name, values[index]?.trim() ?? ''])),
    })),
  }
}

/**
 * A table that spreadsheets open as text: UTF-8 with a byte order mark, and a quote before what they would take for a formula.
 * @param options.head whether the header and the mark are written: false for what follows in a stream
 */
export function writeCsv(
  columns: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number | null>>,
  options: { head: boolean } = { head: true },
): string {
  return stringify(
    rows.map((row) => row.map((field) => (typeof field === 'string' ? disarm(field) : field))),
    {
      bom: options.head,
      header: options.head,
      columns: [...columns],
      record_delimiter: 'windows',
      escape_formulas: true,
      quoted_match: /[\r\n\t]|^\s|\s$/,
    },
  )
}

/**
 * Where a list's separator is a semicolon, a spreadsheet splits our fields once more, and what follows begins a cell. The quote
 * before a formula at the beginning is csv-stringify's.
 */
function disarm(field: string): string {
  return field.replaceAll(/;(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, ";'")
}

export function badLines(problems: readonly LineProblem[]): DomainError {
  return new DomainError('bad-lines', { problems: [...problems] })
}

/** What csv-parse gives with `info`; its types do not say so. */
const withInfo = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

function readRows(text: string): Array<{ line: number; values: string[] }> {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: guessDelimiter(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    })
    // `lines` counts up to the end of the record; a quoted field may span several.
    return withInfo.parse(records).map(({ record, info }) => ({ line: info.lines, values: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw badLines([{ line: typeof error['lines'] === 'number' ? error['lines'] : 1, code: 'not-csv' }])
  }
}

/** The one that the header uses most: names in it hold none of them. */
function guessDelimiter(text: string): string {
  const [header = ''] = text.split('\n')
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ','
}
