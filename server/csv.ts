import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'

import { DomainError } from '@/course/errors.ts'
import type { LineProblem } from '@/course/roster.ts'

import { makePause } from './give-way.ts'

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
 * Reads comma, semicolon or tab, with or without a byte order mark, quoted or not. Gives way to other work every few milliseconds.
 * @throws DomainError 'bad-lines' where it is no table, with the line where reading ended
 */
export async function readCsv(
  text: string,
  limit: CsvLimit = csvLimit,
): Promise<{ columns: string[]; rows: CsvRow[] }> {
  if (Buffer.byteLength(text) > limit.bytes) throw badLines([{ line: 1, code: 'too-large' }])
  // What was no UTF-8 came as these: names would be destroyed silently.
  const broken = text.search(/[\uFFFD\0]/)
  if (broken >= 0) throw badLines([{ line: text.slice(0, broken).split('\n').length, code: 'not-utf8' }])
  const [header, ...rows] = await readRows(text, limit)
  if (header === undefined) throw badLines([{ line: 1, code: 'empty' }])
  const columns = header.values.map((name) => name.trim().toLowerCase())
  const pause = makePause()
  const read: CsvRow[] = []
  for (const { line, values } of rows) {
    await pause()
    read.push({
      line,
      values: Object.fromEntries(columns.map((name, index) => [name, values[index]?.trim() ?? ''])),
    })
  }
  return { columns, rows: read }
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

/** So many bytes are read between two looks at the clock. */
const bytesAtOnce = 16_384

interface Row {
  line: number
  values: string[]
}

async function readRows(text: string, limit: CsvLimit): Promise<Row[]> {
  const rows: Row[] = []
  const parser = parse({
    bom: true,
    delimiter: guessDelimiter(text),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // `lines` counts up to the end of the record; a quoted field may span several. Null: the parser keeps nothing.
    on_record: (values: string[], { lines }: { lines: number }) => {
      if (rows.length === 0) requireFewColumns(lines, values)
      if (rows.length > limit.rows) throw badLines([{ line: limit.rows + 2, code: 'too-many-rows' }])
      rows.push({ line: lines, values })
      return null
    },
  })
  try {
    await pipeline(Readable.from(inParts(text)), parser.resume())
    return rows
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw badLines([{ line: typeof error['lines'] === 'number' ? error['lines'] : 1, code: 'not-csv' }])
  }
}

/** Each row becomes an object of them all. */
function requireFewColumns(line: number, header: readonly string[]): void {
  if (header.length > columnsAtMost) throw badLines([{ line, code: 'too-many-columns' }])
}

async function* inParts(text: string): AsyncGenerator<Buffer> {
  const pause = makePause()
  // A character may be cut in two: the parser reads bytes.
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += bytesAtOnce) {
    await pause()
    yield bytes.subarray(from, from + bytesAtOnce)
  }
}

/** The one that the header uses most: names in it hold none of them. */
function guessDelimiter(text: string): string {
  const [header = ''] = text.split('\n')
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ','
}
