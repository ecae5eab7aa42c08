/** The gradebook as it travels: one row a learner, whose cells the database writes as text (course/gradebook/gradebook.ts reads it). */
import { z } from 'zod'

import { verdictKinds } from '../../grader/judge/verdict.ts'
import { Prisma } from '../../prisma/generated/client.ts'
import type { Connection, Database } from '../foundation/database.ts'

export interface GradebookLine {
  id: string
  name: string
  email: string
  studentId: string | null
  rosterName: string | null
  grades: string
  overrides: string
  extensions: string
}

/**
 * The learners of a class by name, removed ones left out, with all that the gradebook shows of them.
 * @param where.assignmentIds the columns in their order
 * @param where.userIds of these learners alone
 */
export async function listGradebookLines(
  database: Database,
  where: { classroomId: string; assignmentIds: readonly string[]; userIds?: readonly string[] },
): Promise<GradebookLine[]> {
  const { classroomId, assignmentIds, userIds } = where
  const of = (column: Prisma.Sql) =>
    userIds === undefined ? Prisma.empty : Prisma.sql`AND ${column} = ANY (${[...userIds]}::uuid[])`
  const lines = database.$queryRaw<GradebookLine[]>`
    WITH places AS (
      SELECT id, place - 1 AS place
      FROM unnest(${[...assignmentIds]}::uuid[]) WITH ORDINALITY AS listed(id, place)),
    graded AS (
      SELECT grades.user_id, string_agg((
        places.place * 10000000000000
        + COALESCE(array_position(${[...verdictKinds]}::text[], grades.kind) - 1, 9) * 1000000000000
        + (grades.late::int + (grades.ignored > 0)::int * 2) * 100000000000
        + LEAST(grades.waiting, 99) * 1000000000::bigint
        + LEAST(grades.attempts, 99) * 10000000::bigint
        + COALESCE(round(grades.points * 1000)::bigint, 9999999))::text, ' ') AS marks
      FROM places JOIN grades ON grades.assignment_id = places.id ${of(Prisma.sql`grades.user_id`)}
      WHERE grades.kind IS NOT NULL OR grades.waiting > 0 OR grades.ignored > 0
      GROUP BY grades.user_id),
    overridden AS (
      SELECT overrides.user_id, string_agg(concat_ws(' ', places.place, round(overrides.points * 1000)::bigint), ';') AS marks
      FROM places JOIN overrides ON overrides.assignment_id = places.id ${of(Prisma.sql`overrides.user_id`)}
      GROUP BY overrides.user_id),
    extended AS (
      SELECT extensions.user_id, string_agg(concat_ws(' ', places.place,
        COALESCE((extract(epoch FROM extensions.due_at) * 1000)::bigint, -1)), ';') AS marks
      FROM places JOIN extensions ON extensions.assignment_id = places.id ${of(Prisma.sql`extensions.user_id`)}
      GROUP BY extensions.user_id)
    SELECT users.id, users.display_name AS name,
      CASE WHEN users.deleted_at IS NULL THEN users.email ELSE '' END AS email, enrolments.student_id AS "studentId",
      enrolments.roster_name AS "rosterName",
      COALESCE(graded.marks, '') AS grades, COALESCE(overridden.marks, '') AS overrides,
      COALESCE(extended.marks, '') AS extensions
    FROM enrolments
    JOIN users ON users.id = enrolments.user_id
    LEFT JOIN graded ON graded.user_id = users.id
    LEFT JOIN overridden ON overridden.user_id = users.id
    LEFT JOIN extended ON extended.user_id = users.id
    WHERE enrolments.classroom_id = ${classroomId}::uuid AND enrolments.role = 'learner'
      AND enrolments.removed_at IS NULL ${of(Prisma.sql`enrolments.user_id`)}
    ORDER BY users.display_name, users.id`
  // Sixty thousand grades are sorted in memory; in the 4 MB that PostgreSQL allows by itself it sorts them on disk, for twice as long.
  const [, found] = await database.$transaction([database.$executeRaw`SET LOCAL work_mem = '32MB'`, lines])
  return found
}

const gradeDetail = z.object({
  assignmentId: z.string(),
  kind: z.string().nullable(),
  score: z.number().nullable(),
  points: z.number().nullable(),
  lateDays: z.number(),
  attempts: z.number(),
  submissionId: z.string().nullable(),
  /** Milliseconds since 1970. */
  submittedAt: z.number().nullable(),
})
export type GradeDetail = z.infer<typeof gradeDetail> & { userId: string }

/** Every grade of these learners in a class. One row a learner leaves the database: many small ones take several times as long. */
export async function listGradeDetails(
  connection: Connection,
  where: { classroomId: string; userIds: readonly string[] },
): Promise<GradeDetail[]> {
  const rows = await connection.$queryRaw<Array<{ userId: string; grades: unknown }>>`
    SELECT grades.user_id AS "userId", json_agg(json_build_object(
      'assignmentId', grades.assignment_id, 'kind', grades.kind, 'score', grades.score, 'points', grades.points,
      'lateDays', grades.late_days, 'attempts', grades.attempts, 'submissionId', grades.submission_id,
      'submittedAt', floor(extract(epoch FROM grades.submitted_at) * 1000))) AS grades
    FROM grades
    JOIN assignments ON assignments.id = grades.assignment_id
    WHERE assignments.classroom_id = ${where.classroomId}::uuid AND grades.user_id = ANY (${[...where.userIds]}::uuid[])
    GROUP BY grades.user_id`
  return rows.flatMap(({ userId, grades }) =>
    z
      .array(gradeDetail)
      .parse(grades)
      .map((grade) => ({ ...grade, userId })),
  )
}
