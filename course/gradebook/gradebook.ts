import { z } from 'zod'

import { verdictKinds } from '../../grader/judge/verdict.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'

/**
 * Learners × assignments. A thousand learners with sixty assignments are sixty thousand cells, so they travel as three short
 * texts a learner, which the database writes and the page reads: no object of a cell exists in between.
 *
 * `grades` has one number a cell, with a space between them. Its digits, from the right:
 *
 * | digits | |
 * |---|---|
 * | 7 | points in thousandths; 9999999: none |
 * | 2 | attempts, at most 99 |
 * | 2 | submissions that wait, at most 99 |
 * | 1 | flags: 1 late, 2 some were left out by the rules |
 * | 1 | kind, by its place in `verdictKinds`; 9: none |
 * | the others | the assignment's place in the gradebook |
 *
 * One number, because writing six of them as text takes the database four times as long. `overrides` are pairs of place and
 * thousandths, `extensions` pairs of place and due time in milliseconds since 1970 (-1: as the assignment says), as `0 7000;3 500`.
 */
export const gradebookWire = z.object({
  assignments: z.array(
    z.object({ id: z.string(), slug: z.string(), dueAt: z.number().nullable(), points: z.number() }),
  ),
  learners: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      studentId: z.string().nullable(),
      rosterName: z.string().nullable(),
      grades: z.string(),
      overrides: z.string(),
      extensions: z.string(),
    }),
  ),
})
export type GradebookWire = z.infer<typeof gradebookWire>

/** Times are milliseconds since 1970. */
export type GradebookAssignment = GradebookWire['assignments'][number]

export interface GradebookLearner {
  id: string
  name: string
  email: string
  /** The school's own number. */
  studentId: string | null
  /** The class's name for them, where a roster gave one. */
  rosterName: string | null
}

export interface GradebookCell {
  /** Of the submission that counts; null while none does. */
  kind: VerdictKind | null
  /** That count: an override's, or what the rules gave; null while there are none. */
  points: number | null
  /** Of what counts or waits; where nothing does, whether something came too late to count. */
  late: boolean
  /** Whether the rules left submissions out. */
  ignored: boolean
  attempts: number
  /** How many submissions wait for their verdict. */
  waiting: number
  extended: boolean
  /** Of the extension; null where it moves no due time. */
  extendedTo: number | null
  overridden: boolean
}

export interface GradebookRow {
  learner: GradebookLearner
  /** One for each assignment, in their order; null where nothing happened. */
  cells: Array<GradebookCell | null>
  /** Points reached; `outOf` says of how many. */
  total: number
}

export interface Gradebook {
  assignments: GradebookAssignment[]
  rows: GradebookRow[]
  outOf: number
}

/** Rows in the order of the learners, cells in the order of the assignments. @throws Error where a text is none of ours */
export function unpackGradebook({ assignments, learners }: GradebookWire): Gradebook {
  return {
    assignments,
    outOf: assignments.reduce((sum, { points }) => sum + points, 0),
    rows: learners.map(({ id, name, email, studentId, rosterName, ...texts }) => {
      const cells = unpackCells(texts, assignments.length)
      return { learner: { id, name, email, studentId, rosterName }, cells, total: totalOf(cells) }
    }),
  }
}

/**
 * Takes in what was read anew of some learners: who is not among the answer has left. Rows that did not change stay the same
 * objects, so that who draws them can see it.
 */
export function mergeGradebook(book: Gradebook, part: Gradebook, asked: readonly string[]): Gradebook {
  const fresh = new Map(part.rows.map((row) => [row.learner.id, row]))
  const gone = new Set(asked.filter((id) => !fresh.has(id)))
  const known = new Set(book.rows.map(({ learner }) => learner.id))
  const came = part.rows.filter(({ learner }) => !known.has(learner.id))
  const kept = book.rows.filter(({ learner }) => !gone.has(learner.id))
  return { ...book, rows: [...kept.map((row) => fresh.get(row.learner.id) ?? row), ...came] }
}

const noCell: GradebookCell = {
  kind: null,
  points: null,
  late: false,
  ignored: false,
  attempts: 0,
  waiting: 0,
  extended: false,
  extendedTo: null,
  overridden: false,
}

function unpackCells(
  texts: { grades: string; overrides: string; extensions: string },
  count: number,
): Array<GradebookCell | null> {
  const cells: Array<GradebookCell | null> = Array.from({ length: count }, () => null)
  for (const mark of texts.grades.split(' ')) {
    if (mark !== '') readGrade(mark, cells)
  }
  for (const [place, points] of readPairs(texts.overrides)) {
    cells[place] = { ...(cells[place] ?? noCell), points: points / 1000, overridden: true }
  }
  for (const [place, dueAt] of readPairs(texts.extensions)) {
    cells[place] = { ...(cells[place] ?? noCell), extended: true, extendedTo: dueAt < 0 ? null : dueAt }
  }
  return cells
}

const noPoints = 9_999_999

function readGrade(mark: string, cells: Array<GradebookCell | null>): void {
  if (!/^\d{1,16}$/.test(mark)) throw new Error(`no grade of a gradebook: ${mark}`)
  let rest = Number(mark)
  const take = (limit: number) => {
    const digits = rest % limit
    rest = (rest - digits) / limit
    return digits
  }
  const points = take(10_000_000)
  const attempts = take(100)
  const waiting = take(100)
  const flags = take(10)
  const kind = verdictKinds[take(10)] ?? null
  cells[rest] = {
    ...noCell,
    kind,
    points: points === noPoints ? null : points / 1000,
    late: (flags & 1) !== 0,
    ignored: (flags & 2) !== 0,
    attempts,
    waiting,
  }
}

function readPairs(text: string): Array<[place: number, value: number]> {
  if (text === '') return []
  return text.split(';').map((pair) => {
    const [, place, value] = /^(\d+) (-?\d+)$/.exec(pair) ?? []
    if (place === undefined || value === undefined) throw new Error(`no pair of a gradebook: ${pair}`)
    return [Number(place), Number(value)]
  })
}

function totalOf(cells: ReadonlyArray<GradebookCell | null>): number {
  return cells.reduce((total, cell) => total + (cell?.points ?? 0), 0)
}
