import { withoutGuard } from './override-import.ts'
import type { OverrideLine } from './override-import.ts'
import type { LineProblem } from '../tables/line-problem.ts'
import { emailColumn, studentIdColumn } from '../classes/roster-table.ts'
import { findColumns, missingColumn, plainName, rankHeader } from '../tables/table-columns.ts'
import type { Meanings } from '../tables/table-columns.ts'

/** A table of overrides as it came: the columns that count, and what was typed into others. */

type Meaning = 'learner_id' | 'student_id' | 'email' | 'assignment' | 'override_points' | 'override_reason'

/** Points have one name alone: the table of details has columns of other points, which are not given by hand. */
const meanings: Meanings<Meaning> = [
  ['learner_id', [['learner id']]],
  ['student_id', studentIdColumn],
  ['email', emailColumn],
  ['assignment', [['assignment']]],
  ['override_points', [['override points']]],
  ['override_reason', [['override reason']]],
]

export interface OverrideTable {
  read: (row: { line: number; fields: readonly string[] }) => OverrideLine
  /** Columns that mean nothing here. */
  ignoredColumns: string[]
  /** While there is one, nothing is to be read. */
  problems: LineProblem[]
}

export function rankOverrideHeader(names: readonly string[]): number {
  return rankHeader(names, meanings, ['override_points', 'assignment'])
}

export function readOverrideHeader(header: { line: number; names: readonly string[] }): OverrideTable {
  const { places, ignored, problems } = findColumns(header, meanings)
  const needed = (['assignment', 'override_points'] as const).filter((column) => places[column] === undefined)
  const isNamed = places.learner_id !== undefined || places.student_id !== undefined || places.email !== undefined
  const missing = [...needed, ...(isNamed ? [] : ['learner_id'])].map((column) => missingColumn(header, column))
  const read: OverrideTable['read'] = ({ line, fields }) => {
    const field = (meaning: Meaning) => {
      const place = places[meaning]
      return place === undefined ? '' : (fields[place] ?? '')
    }
    return {
      line,
      learnerId: field('learner_id'),
      studentId: field('student_id'),
      email: field('email'),
      assignment: field('assignment'),
      points: field('override_points'),
      reason: field('override_reason'),
    }
  }
  return { read, ignoredColumns: ignored, problems: [...problems, ...missing] }
}

/** What stands in a column that does not count and is not what this site has there. */
export interface OutsideEdit {
  column: string
  /** The first of them. */
  lines: number[]
  count: number
}

const linesShown = 10

/**
 * Collects what was typed where it does not count: the table of details has many columns, and two of them are read. An empty field was
 * not typed, and a number may be written in another way.
 * @param columns of the table of details, as this site writes it
 */
export function startOutsideEdits(
  names: readonly string[],
  columns: readonly string[],
): {
  add: (row: { line: number; fields: readonly string[] }, now: ReadonlyMap<string, string>) => void
  edits: OutsideEdit[]
} {
  const counting = new Set<string>(meanings.map(([meaning]) => meaning))
  const watched = columns.flatMap((column) => {
    const place = names.findIndex((name) => plainName(name) === plainName(column))
    return place < 0 || counting.has(column) ? [] : { column, place }
  })
  const edits: OutsideEdit[] = []
  return {
    edits,
    add: ({ line, fields }, now) => {
      for (const { column, place } of watched) {
        const typed = withoutGuard(fields[place] ?? '')
        if (typed === '' || isSame(typed, withoutGuard(now.get(column) ?? ''))) continue
        let edit = edits.find((one) => one.column === column)
        if (edit === undefined) edits.push((edit = { column, lines: [], count: 0 }))
        edit.count += 1
        if (edit.lines.length < linesShown) edit.lines.push(line)
      }
    },
  }
}

function isSame(typed: string, now: string): boolean {
  if (typed === now) return true
  return now !== '' && Number(typed.replace(',', '.')) === Number(now)
}
