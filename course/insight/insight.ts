import { inThousandths } from '../assignments/points.ts'
import { binOf, discrimination, fewLearners, histogram, quartiles } from '../grades/statistics.ts'
import type { Bin, Quartiles } from '../grades/statistics.ts'

/** What a class made of one exercise: numbers, and the learners behind each of them. */

/** One learner and one assignment that they have tried: something of theirs was judged and counts. */
export interface Tried {
  userId: string
  passed: boolean
  attempts: number
  /** Of the assignment's; null while nothing counts. */
  points: number | null
  /** From the first edit or submission, whichever was earlier, to the first pass; null without a pass. */
  passMs: number | null
  /** Mean score on the other assignments that they have tried; null without any. */
  others: number | null
}

export interface ExerciseInsight {
  learners: number
  tried: number
  passed: number
  /** Of all learners, as in the gradebook: 0..1; null where there are none. */
  passRate: number | null
  attempts: Distribution | null
  /** To the first pass. */
  minutes: Distribution | null
  points: Distribution | null
  /** -1..1; null where it means nothing (see `discrimination`). */
  discrimination: number | null
  /** So few have tried it that the numbers say more about them than about the exercise. */
  few: boolean
}

export interface Distribution extends Quartiles {
  bins: Bin[]
}

const measures = ['attempts', 'minutes', 'points'] as const
type Measure = (typeof measures)[number]

const fixedEdges = {
  attempts: [1, 2, 3, 4, 5, 7, 10, Number.POSITIVE_INFINITY],
  minutes: [0, 5, 10, 20, 30, 60, 120, 1440, Number.POSITIVE_INFINITY],
}

/** @param request.points that the assignment gives */
export function describeExercise(
  cells: readonly Tried[],
  request: { learners: number; points: number },
): ExerciseInsight {
  const passed = cells.filter((cell) => cell.passed).length
  return {
    learners: request.learners,
    tried: cells.length,
    passed,
    passRate: request.learners === 0 ? null : passed / request.learners,
    attempts: distributionOf(cells, 'attempts', request.points),
    minutes: distributionOf(cells, 'minutes', request.points),
    points: distributionOf(cells, 'points', request.points),
    discrimination: discrimination(
      cells.flatMap((cell) => (cell.others === null ? [] : { passed: cell.passed, others: cell.others })),
    ),
    few: cells.length < fewLearners,
  }
}

function distributionOf(cells: readonly Tried[], measure: Measure, points: number): Distribution | null {
  const values = cells.flatMap((cell) => valueOf(cell, measure) ?? [])
  const parts = quartiles(values)
  return parts && { ...parts, bins: histogram(values, edgesOf(measure, points)) }
}

function valueOf(cell: Tried, measure: Measure): number | null {
  if (measure === 'points') return cell.points === null ? null : inThousandths(cell.points)
  if (measure === 'minutes') return cell.passMs === null ? null : cell.passMs / 60_000
  return cell.attempts === 0 ? null : cell.attempts
}

/** Points fall into ten equal parts; those of an assignment without points into one. */
function edgesOf(measure: Measure, points: number): number[] {
  if (measure !== 'points') return fixedEdges[measure]
  return points === 0 ? [0, 1] : Array.from({ length: 11 }, (_, index) => inThousandths((points * index) / 10))
}

export const standings = ['tried', 'passed', 'not-passed', 'not-tried'] as const

/** The learners that one number counts. */
export type InsightGroup =
  | { by: 'standing'; value: (typeof standings)[number] }
  | { by: Measure; bin: number }
  | { by: 'misconception'; id: string }

/** As it stands in an address. @returns undefined for what names no group */
export function parseGroup(by: string, value: string): InsightGroup | undefined {
  if (by === 'misconception') return { by, id: value }
  if (by === 'standing') {
    const standing = standings.find((known) => known === value)
    return standing && { by, value: standing }
  }
  const measure = measures.find((known) => known === by)
  return measure && /^\d{1,2}$/.test(value) ? { by: measure, bin: Number(value) } : undefined
}

/** The edges of a group that is a bin of a distribution; null for any other. */
export function findBin(group: InsightGroup, points: number): { from: number; to: number } | null {
  if (group.by === 'standing' || group.by === 'misconception') return null
  const edges = edgesOf(group.by, points)
  const [from, to] = [edges[group.bin], edges[group.bin + 1]]
  return from === undefined || to === undefined ? null : { from, to }
}

/**
 * Who is in a group of all learners.
 * @param request.having who had the misconception, where the group is one
 */
export function isInGroup(
  userId: string,
  cell: Tried | undefined,
  request: { group: InsightGroup; points: number; having: ReadonlySet<string> },
): boolean {
  const { group, points, having } = request
  if (group.by === 'misconception') return having.has(userId)
  if (group.by !== 'standing') {
    const value = cell === undefined ? null : valueOf(cell, group.by)
    return value !== null && binOf(value, edgesOf(group.by, points)) === group.bin
  }
  if (group.value === 'not-tried') return cell === undefined
  if (cell === undefined) return false
  return group.value === 'tried' || cell.passed === (group.value === 'passed')
}

/** One of those whom a number counts. */
export interface GroupedLearner {
  id: string
  name: string
  email: string
  passed: boolean
  attempts: number
  points: number | null
  submissionId: string | null
}
