import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'

import { headerWithin, readDialect, withoutFormula } from '@/course/tables/csv-dialect.ts'
import type { Dialect } from '@/course/tables/csv-dialect.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { problemsAtMost } from '@/course/tables/line-problem.ts'
import type { LineProblem } from '@/course/tables/line-problem.ts'

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
  /** Trimmed, one for each column of the header; what the row lacks is ''. */
  fields: string[]
}

export interface CsvTable {
  header: { line: number; names: string[] }
  rows: CsvRow[]
}

/**
 * Reads comma, semicolon, tab or bar, with or without a byte order mark, quoted or not, below whatever stands above the header. Gives
 * way to other work every few milliseconds.
 * @param kind.rank how much a row looks like the header of such a table, 0 where it does not; where none does, the first row is it
 * @throws DomainError 'bad-lines' where it is no table, with the line where reading ended
 */
export async function readCsv(
  text: string,
  kind: { limit?: CsvLimit; rank: (names: readonly string[]) => number },
): Promise<CsvTable> {
  const { limit = csvLimit, rank } = kind
  if (Buffer.byteLength(text) > limit.bytes) throw badLines([{ line: 1, code: 'too-large' }])
  const dialect = readDialect(text, rank)
  // What was no UTF-8 came as these: names would be destroyed silently.
  const broken = dialect.text.search(/[\uFFFD\0]/)
  if (broken >= 0) {
    throw badLines([{ line: dialect.text.slice(0, broken).split('\n').length, code: 'not-utf8' }])
  }
  const all = await readRows(dialect, limit)
  const place = headerPlace(all, rank)
  const found = all[place]
  if (found === undefined) throw badLines([{ line: 1, code: 'empty' }])
  const beyondLimit = all[place + 1 + limit.rows]
  if (beyondLimit !== undefined) throw tooManyRows(beyondLimit)
  const header = { line: found.line, names: found.values.map(cleanField) }
  const pause = makePause()
  const rows: CsvRow[] = []
  const problems: LineProblem[] = []
  for (const { line, values } of all.slice(place + 1)) {
    await pause()
    const beyond = values.slice(header.names.length).find((value) => value.trim() !== '')
    // Nobody can say which of the fields belongs to which column.
    if (beyond !== undefined) problems.push({ line, code: 'too-many-fields', value: shown(beyond) })
    if (problems.length >= problemsAtMost) break
    rows.push({ line, fields: header.names.map((_, index) => cleanField(values[index] ?? '')) })
  }
  if (problems.length > 0) throw badLines(problems)
  return { header, rows }
}

function tooManyRows(first: Row | undefined): DomainError {
  return badLines([{ line: first?.line ?? 1, code: 'too-many-rows' }])
}

function shown(field: string): string {
  return field.trim().slice(0, 100).toWellFormed()
}

function cleanField(typed: string): string {
  return withoutFormula(typed.trim()).trim()
}

/** The row that looks most like it; of equals the first. */
function headerPlace(rows: readonly Row[], rank: (names: readonly string[]) => number): number {
  let [place, best] = [0, 0]
  for (const [index, { values }] of rows.slice(0, headerWithin).entries()) {
    const rankHere = rank(values)
    if (rankHere > best) [place, best] = [index, rankHere]
  }
  return place
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

/** A file whose quotes are not doubled inside quoted fields is read once more, less strictly. */
async function readRows(dialect: Dialect, limit: CsvLimit): Promise<Row[]> {
  const strict = await tryRows(dialect, limit, false)
  if (!(strict instanceof CsvError)) return strict
  const relaxed = await tryRows(dialect, limit, true)
  if (!(relaxed instanceof CsvError)) return relaxed
  throw badLines([{ line: typeof relaxed['lines'] === 'number' ? relaxed['lines'] : 1, code: 'not-csv' }])
}

async function tryRows({ text, delimiter }: Dialect, limit: CsvLimit, relaxed: boolean): Promise<Row[] | CsvError> {
  const rows: Row[] = []
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_quotes: relaxed,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // `lines` counts up to the end of the record; a quoted field may span several. Null: the parser keeps nothing.
    on_record: (values: string[], { lines }: { lines: number }) => {
      if (rows.length < headerWithin) requireFewColumns(lines, values)
      if (rows.length > limit.rows + headerWithin) throw tooManyRows(rows[limit.rows + 1])
      rows.push({ line: lines, values: relaxed ? values.map((value) => withoutLooseQuotes(value, lines)) : values })
      return null
    },
  })
  try {
    await pipeline(Readable.from(inParts(text)), parser.resume())
    return rows
  } catch (error) {
    if (error instanceof CsvError) return error
    throw error
  }
}

/**
 * Read less strictly, a field with quotes inside keeps those around it. One that runs over a line end would swallow the next line,
 * whose person would be missing.
 */
function withoutLooseQuotes(value: string, line: number): string {
  if (!value.startsWith('"')) return value
  if (value.includes('\n')) throw badLines([{ line, code: 'not-csv' }])
  return value.trimEnd().replace(/^"(.*)"$/, '$1')
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
