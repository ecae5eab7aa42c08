/** What a class made of its exercises, gathered by the database: one row for each assignment, not one for each submission. */
import { z } from 'zod'
import { takenWhileRunning } from '../classes/classrooms.ts'
import type { Connection } from '../foundation/database.ts'

/** One learner and one assignment that they have tried: something of theirs was judged and counts. */
export interface TriedCell {
  userId: string
  passed: boolean
  attempts: number
  /** 0..1 */
  score: number
  /** After lateness, before an override; null while nothing counts. */
  points: number | null
  /** From the first edit or submission, whichever was earlier, to the first pass; null without a pass. */
  passMs: number | null
  /** Mean score on the other assignments that they have tried; null without any. */
  others: number | null
}

const cell = z.tuple([
  z.uuid(),
  z.boolean(),
  z.int(),
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
])

/** By assignment; one that nobody has tried is left out. */
export async function listTriedCells(connection: Connection, classroomId: string): Promise<Map<string, TriedCell[]>> {
  const rows = await connection.$queryRaw<Array<{ id: string; cells: unknown }>>`
    WITH cells AS (
      SELECT assignments.id, assignments.slug, grades.*,
        sum(grades.score) OVER own AS score_sum, count(*) OVER own AS tried
      FROM assignments
      JOIN grades ON grades.assignment_id = assignments.id AND grades.kind IS NOT NULL
      JOIN enrolments ON enrolments.classroom_id = assignments.classroom_id AND enrolments.user_id = grades.user_id
        AND enrolments.role = 'learner' AND enrolments.removed_at IS NULL
      WHERE assignments.classroom_id = ${classroomId}::uuid
      WINDOW own AS (PARTITION BY grades.user_id))
    SELECT cells.id, json_agg(json_build_array(
      cells.user_id, cells.passed_at IS NOT NULL, cells.attempts, COALESCE(cells.score, 0), cells.points,
      1000 * extract(epoch FROM cells.passed_at - LEAST(drafts.created_at, cells.first_at)),
      CASE WHEN cells.tried > 1 THEN (cells.score_sum - COALESCE(cells.score, 0)) / (cells.tried - 1) END)) AS cells
    FROM cells
    LEFT JOIN drafts ON drafts.user_id = cells.user_id AND drafts.slug = cells.slug
    GROUP BY cells.id`
  return new Map(
    rows.map(({ id, cells }) => [
      id,
      z
        .array(cell)
        .parse(cells)
        .map(([userId, passed, attempts, score, points, passMs, others]) => ({
          userId,
          passed,
          attempts,
          score,
          points,
          passMs,
          others,
        })),
    ]),
  )
}

export interface MisconceptionCount {
  assignmentId: string
  misconception: string
  /** Each counted once, however often they had it. */
  learners: string[]
}

/** Known wrong ideas that the verdicts that count recognised in what the class's learners sent, the most frequent first. */
export async function listMisconceptions(connection: Connection, classroomId: string): Promise<MisconceptionCount[]> {
  return connection.$queryRaw<MisconceptionCount[]>`
    SELECT assignments.id AS "assignmentId", verdicts.misconception,
      array_agg(DISTINCT submissions.user_id::text) AS learners
    FROM assignments
    JOIN classrooms ON classrooms.id = assignments.classroom_id
    JOIN enrolments ON enrolments.classroom_id = assignments.classroom_id
      AND enrolments.role = 'learner' AND enrolments.removed_at IS NULL
    JOIN submissions ON submissions.user_id = enrolments.user_id AND submissions.slug = assignments.slug
      AND ${takenWhileRunning}
    JOIN verdicts ON verdicts.submission_id = submissions.id AND verdicts.misconception IS NOT NULL
    WHERE assignments.classroom_id = ${classroomId}::uuid
      AND NOT EXISTS (
        SELECT FROM verdicts AS newer
        WHERE newer.submission_id = verdicts.submission_id AND newer.created_at > verdicts.created_at)
    GROUP BY assignments.id, verdicts.misconception
    ORDER BY count(DISTINCT submissions.user_id) DESC, verdicts.misconception`
}
