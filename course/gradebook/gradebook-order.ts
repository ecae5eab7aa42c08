import { makeTextOrder } from '../classes/name-order.ts'
import type { Gradebook, GradebookAssignment, GradebookCell, GradebookRow } from './gradebook.ts'

/** What of a gradebook is shown, and in which order. Pure, because every keystroke asks it a thousand times. */

export const standings = ['missing', 'late', 'not-passed', 'waiting', 'overridden', 'extended'] as const
export type Standing = (typeof standings)[number]

export interface GradebookFilter {
  /** Of name, email or student number; empty: everybody. */
  text: string
  /** Learners with at least one such cell; null: everybody. */
  standing: Standing | null
}

/** `by` an assignment's id, or one of these. */
export interface GradebookSort {
  by: 'name' | 'student-id' | 'total' | (string & {})
  descending: boolean
}

export interface ColumnSummary {
  /** Over the learners who have points, missing work left out; null where nobody has. */
  meanPoints: number | null
  /** How many have points. */
  withPoints: number
  /** Of all learners shown, 0..1; null where there are none. */
  passedShare: number | null
}

export function hasStanding(
  cell: GradebookCell | null,
  assignment: Pick<GradebookAssignment, 'dueAt'>,
  standing: Standing,
  now: number,
): boolean {
  switch (standing) {
    case 'missing':
      return isMissing(cell, assignment, now)
    case 'late':
      return cell?.late ?? false
    case 'not-passed':
      return cell !== null && cell.kind !== null && cell.kind !== 'passed'
    case 'waiting':
      return (cell?.waiting ?? 0) > 0
    case 'overridden':
      return cell?.overridden ?? false
    case 'extended':
      return cell?.extended ?? false
  }
}

/** Due, and nothing came that counts or may count; an extension's own time decides where there is one. */
export function isMissing(
  cell: GradebookCell | null,
  { dueAt }: Pick<GradebookAssignment, 'dueAt'>,
  now: number,
): boolean {
  if (dueAt === null) return false
  const due = Math.max(dueAt, cell?.extendedTo ?? dueAt)
  return due < now && (cell === null || (cell.kind === null && cell.waiting === 0 && !cell.overridden))
}

/** Something came, and nothing of it counts or may count: it came too late. */
export function isTooLate(cell: GradebookCell | null): boolean {
  return cell !== null && cell.late && cell.kind === null && cell.waiting === 0
}

export function filterRows(book: Gradebook, filter: GradebookFilter, now: number): GradebookRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const { standing } = filter
  return book.rows.filter(({ learner, cells }) => {
    const text = `${learner.name} ${learner.rosterName ?? ''} ${learner.email} ${learner.studentId ?? ''}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) return false
    return (
      standing === null ||
      book.assignments.some((assignment, index) => hasStanding(cells[index] ?? null, assignment, standing, now))
    )
  })
}

/** Who has nothing to be sorted by comes last, either way; equals stand by name. */
export function orderRows(
  rows: readonly GradebookRow[],
  sort: GradebookSort,
  context: { assignments: readonly GradebookAssignment[]; locale: string },
): GradebookRow[] {
  const compare = makeTextOrder(context.locale)
  const byName = (a: GradebookRow, b: GradebookRow) => compare(a.learner.name, b.learner.name)
  const place = context.assignments.findIndex(({ id }) => id === sort.by)
  const keyOf = ({ learner, cells, total }: GradebookRow): string | number | null => {
    if (sort.by === 'total') return total
    if (sort.by === 'student-id') return learner.studentId
    return place < 0 ? learner.name : (cells[place]?.points ?? null)
  }
  const direction = sort.descending ? -1 : 1
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) {
        return Number(a.key === null) - Number(b.key === null) || byName(a.row, b.row)
      }
      const difference =
        typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : compare(String(a.key), String(b.key))
      return difference === 0 ? byName(a.row, b.row) : direction * difference
    })
    .map(({ row }) => row)
}

/** One for each assignment, in their order. */
export function summariseColumns(rows: readonly GradebookRow[], count: number): ColumnSummary[] {
  return Array.from({ length: count }, (_, index) => {
    let [passed, sum, graded] = [0, 0, 0]
    for (const { cells } of rows) {
      const cell = cells[index]
      if (cell === null || cell === undefined) continue
      if (cell.kind === 'passed') passed += 1
      if (cell.points === null) continue
      sum += cell.points
      graded += 1
    }
    return {
      meanPoints: graded === 0 ? null : sum / graded,
      withPoints: graded,
      passedShare: rows.length === 0 ? null : passed / rows.length,
    }
  })
}
