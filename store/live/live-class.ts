/** What learners of a class did lately on its exercises. */
import { z } from 'zod'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { Prisma } from '../../prisma/generated/client.ts'
import { passedInClass } from '../assignments/assignments.ts'
import { takenWhileRunning } from '../classes/classrooms.ts'
import type { Connection } from '../foundation/database.ts'
import { parseVerdictKind } from '../foundation/json.ts'

export interface LatelySubmitted {
  userId: string
  slug: string
  /** Times are milliseconds since 1970; a kind of null waits for its verdict. */
  submissions: Array<{ id: string; at: number; kind: VerdictKind | null }>
  /** They passed it, by a submission that the class counts. */
  passed: boolean
}

const submissions = z.array(z.tuple([z.uuid(), z.number(), z.string().nullable()]))

/** One for each learner and assigned exercise with a submission since then. @param where.userIds left out: everybody */
export async function listLatelySubmitted(
  connection: Connection,
  where: { classroomId: string; since: Date; userIds?: readonly string[] | undefined },
): Promise<LatelySubmitted[]> {
  const { classroomId, since, userIds = null } = where
  const rows = await connection.$queryRaw<
    Array<{ userId: string; slug: string; submissions: unknown; passed: boolean }>
  >`
    SELECT lately.user_id AS "userId", assignments.slug, lately.submissions,
      ${passedInClass(Prisma.sql`lately.user_id`)} AS passed
    FROM (
      SELECT submissions.user_id, assignments.id AS assignment_id, json_agg(json_build_array(
        submissions.id, 1000 * extract(epoch FROM submissions.created_at), latest.kind)) AS submissions
      FROM enrolments
      JOIN classrooms ON classrooms.id = enrolments.classroom_id
      JOIN assignments ON assignments.classroom_id = enrolments.classroom_id
      JOIN submissions ON submissions.user_id = enrolments.user_id AND submissions.slug = assignments.slug
        AND submissions.created_at > ${since} AND ${takenWhileRunning}
      LEFT JOIN LATERAL (
        SELECT verdicts.kind FROM verdicts WHERE verdicts.submission_id = submissions.id
        ORDER BY verdicts.created_at DESC LIMIT 1) latest ON true
      WHERE enrolments.classroom_id = ${classroomId}::uuid AND enrolments.role = 'learner'
        AND enrolments.removed_at IS NULL
        AND (${userIds}::uuid[] IS NULL OR enrolments.user_id = ANY (${userIds}::uuid[]))
      GROUP BY submissions.user_id, assignments.id) lately
    JOIN assignments ON assignments.id = lately.assignment_id
    JOIN classrooms ON classrooms.id = assignments.classroom_id`
  return rows.map(({ submissions: given, ...row }) => ({
    ...row,
    submissions: submissions
      .parse(given)
      .map(([id, at, kind]) => ({ id, at, kind: kind === null ? null : parseVerdictKind(kind) })),
  }))
}

export interface LatelyEdited {
  userId: string
  slug: string
  /** Milliseconds since 1970. */
  editedAt: number
  /** They passed it, by a submission that the class counts, whenever that was. */
  passed: boolean
}

/** Drafts of assigned exercises that learners of the class saved since then; none once it is archived. */
export async function listLatelyEdited(
  connection: Connection,
  where: { classroomId: string; since: Date },
): Promise<LatelyEdited[]> {
  return connection.$queryRaw<LatelyEdited[]>`
    SELECT drafts.user_id AS "userId", drafts.slug, (1000 * extract(epoch FROM drafts.updated_at))::float8 AS "editedAt",
      ${passedInClass(Prisma.sql`drafts.user_id`)} AS passed
    FROM classrooms
    JOIN enrolments ON enrolments.classroom_id = classrooms.id AND enrolments.role = 'learner'
      AND enrolments.removed_at IS NULL
    JOIN assignments ON assignments.classroom_id = classrooms.id
    JOIN drafts ON drafts.user_id = enrolments.user_id AND drafts.slug = assignments.slug
    WHERE classrooms.id = ${where.classroomId}::uuid AND classrooms.archived_at IS NULL
      AND drafts.updated_at > ${where.since}`
}
