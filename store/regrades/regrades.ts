/**
 * What a new revision of an exercise makes of a class's submissions. Its verdicts stay here until somebody commits them, so that
 * looking changes nothing; committed ones join the verdicts, and the old ones stay.
 */
import { z } from 'zod'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { Prisma } from '../../prisma/generated/client.ts'
import { takenWhileRunning } from '../classes/classrooms.ts'
import { inTransaction } from '../foundation/database.ts'
import type { Connection, Database, Transaction } from '../foundation/database.ts'
import { parseVerdictKind, toStorableJson } from '../foundation/json.ts'
import { notify } from '../notices/notifications.ts'
import { findSubmissionToGrade } from '../submissions/submissions.ts'
import type { SubmissionToGrade } from '../submissions/submissions.ts'
import { publishVerdicts } from '../submissions/verdicts.ts'
import type { GradingRuntime } from '../submissions/verdicts.ts'

export interface RegradeRecord {
  id: string
  classroomId: string
  slug: string
  /** Of the exercise, by which it is graded again. */
  revisionId: string
  reason: string
  createdAt: Date
  committedAt: Date | null
  discardedAt: Date | null
}

/** How many submissions there are to grade again, and of how many learners. */
export async function countOutdated(
  connection: Connection,
  where: { classroomId: string; slug: string; revisionId: string },
): Promise<{ submissions: number; learners: number }> {
  const rows = await listOutdated(connection, where)
  return { submissions: rows.length, learners: new Set(rows.map(({ userId }) => userId)).size }
}

/**
 * Submissions of the class's learners whose newest verdict is by another revision than this one. Those that a committed regrade of
 * the class has looked at by this revision are decided: a verdict that it kept is not offered for ever.
 */
export async function listOutdated(
  connection: Connection,
  where: { classroomId: string; slug: string; revisionId: string },
): Promise<Array<{ submissionId: string; userId: string }>> {
  return connection.$queryRaw<Array<{ submissionId: string; userId: string }>>`
    SELECT submissions.id AS "submissionId", submissions.user_id AS "userId"
    FROM submissions
    JOIN enrolments ON enrolments.user_id = submissions.user_id
      AND enrolments.classroom_id = ${where.classroomId}::uuid
      AND enrolments.role = 'learner' AND enrolments.removed_at IS NULL
    JOIN classrooms ON classrooms.id = enrolments.classroom_id AND ${takenWhileRunning}
    -- Who deleted their account took the code along: there is nothing to grade again.
    JOIN users ON users.id = submissions.user_id AND users.deleted_at IS NULL
    JOIN LATERAL (
      SELECT verdicts.revision_id, verdicts.created_at FROM verdicts
      WHERE verdicts.submission_id = submissions.id
      ORDER BY verdicts.created_at DESC LIMIT 1) latest ON true
    WHERE submissions.slug = ${where.slug} AND submissions.state = 'graded'
      AND latest.revision_id <> ${where.revisionId}::uuid
      AND NOT EXISTS (
        SELECT FROM regrade_items items
        JOIN regrades ON regrades.id = items.regrade_id
        WHERE items.submission_id = submissions.id AND items.kind <> 'broken'
          AND regrades.classroom_id = ${where.classroomId}::uuid AND regrades.revision_id = ${where.revisionId}::uuid
          -- What was judged otherwise since is undecided again.
          AND regrades.committed_at >= latest.created_at)
    ORDER BY submissions.created_at`
}

export async function createRegrade(
  transaction: Transaction,
  regrade: { classroomId: string; slug: string; revisionId: string; reason: string; submissionIds: readonly string[] },
): Promise<string> {
  const { submissionIds, ...row } = regrade
  const { id } = await transaction.regrade.create({ data: row, select: { id: true } })
  await transaction.regradeItem.createMany({
    data: submissionIds.map((submissionId) => ({ regradeId: id, submissionId })),
  })
  return id
}

/** Those that nobody has decided, newest first. */
export async function listOpenRegrades(
  connection: Connection,
  where: { classroomId: string; slug: string },
): Promise<RegradeRecord[]> {
  return connection.regrade.findMany({
    where: { ...where, committedAt: null, discardedAt: null },
    orderBy: { createdAt: 'desc' },
  })
}

/** How far its grading is. */
export interface CountedRegrade extends RegradeRecord {
  items: number
  graded: number
}

/** Newest first. @param where.id of this one alone */
export async function listRegrades(
  connection: Connection,
  where: { classroomId: string; id?: string; limit: number },
): Promise<CountedRegrade[]> {
  const { classroomId, id, limit } = where
  const rows = await connection.regrade.findMany({
    where: id === undefined ? { classroomId } : { classroomId, id },
    orderBy: { createdAt: 'desc' },
    take: limit,
  })
  const counts = await connection.regradeItem.groupBy({
    by: ['regradeId'],
    where: { regradeId: { in: rows.map((row) => row.id) } },
    _count: { _all: true, kind: true },
  })
  return rows.map((row) => {
    const count = counts.find(({ regradeId }) => regradeId === row.id)?._count
    return { ...row, items: count?._all ?? 0, graded: count?.kind ?? 0 }
  })
}

/** What the grader needs of one item. @returns undefined when the regrade was discarded, or the submission deleted */
export async function findRegrading(
  connection: Connection,
  item: { regradeId: string; submissionId: string },
): Promise<SubmissionToGrade | undefined> {
  const row = await connection.regradeItem.findUnique({
    where: { regradeId_submissionId: item },
    include: { regrade: true },
  })
  if (row === null || row.regrade.discardedAt !== null) return undefined
  return findSubmissionToGrade(connection, item.submissionId, row.regrade.revisionId)
}

/** Once: a job that runs twice changes nothing. @returns whether this call recorded it */
export async function recordRegrading(
  database: Database,
  record: {
    regradeId: string
    submissionId: string
    graderRevision: string
    verdict: Verdict
    drawId: string | null
    runtime: GradingRuntime
  },
): Promise<boolean> {
  const { regradeId, submissionId, graderRevision, verdict, drawId, runtime } = record
  return inTransaction(database, async (transaction) => {
    const { count } = await transaction.regradeItem.updateMany({
      where: { regradeId, submissionId, kind: null },
      data: {
        verdict: JSON.parse(toStorableJson(verdict)),
        kind: verdict.kind,
        score: verdict.score,
        graderRevision,
        drawId,
        tfjsVersion: runtime.tfjsVersion,
        browserVersion: runtime.browserVersion,
      },
    })
    if (count === 0) return false
    const regrade = await transaction.regrade.findUniqueOrThrow({ where: { id: regradeId } })
    await notify(transaction, { type: 'class', classroomId: regrade.classroomId })
    return true
  })
}

export interface RegradeItemRecord {
  submissionId: string
  userId: string
  learnerName: string
  /** Milliseconds since 1970 when the server took it. */
  submittedAt: number
  /** The one that counts now. */
  before: JudgedChecks
  /** By the new revision; null until it was graded. */
  after: JudgedChecks | null
}

/** What a plan needs of a verdict: a class has thousands, and the rest of each, plots and console, is heavy. */
const judgedChecks = z.object({
  kind: z.string().transform(parseVerdictKind),
  score: z.number(),
  checks: z.array(z.object({ id: z.string(), passed: z.boolean() })),
})
export type JudgedChecks = z.infer<typeof judgedChecks>

function checksOf(verdict: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN ${verdict} IS NOT NULL THEN jsonb_build_object(
      'kind', ${verdict} -> 'kind', 'score', ${verdict} -> 'score', 'checks', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', one -> 'id', 'passed', one -> 'passed')), '[]')
        FROM jsonb_array_elements(${verdict} -> 'checks') one)) END`
}

/**
 * Of learners who are in the class still, in the order in which the server took the submissions. What is being graded anew just
 * now is left out: its verdict is on its way.
 */
export async function listRegradeItems(
  connection: Connection,
  regrade: { id: string; classroomId: string },
): Promise<RegradeItemRecord[]> {
  const rows = await connection.$queryRaw<
    Array<{
      submissionId: string
      userId: string
      learnerName: string
      submittedAt: Date
      before: unknown
      after: unknown
    }>
  >`
    SELECT submissions.id AS "submissionId", users.id AS "userId", users.display_name AS "learnerName",
      submissions.created_at AS "submittedAt", ${checksOf(Prisma.sql`latest.verdict`)} AS before,
      ${checksOf(Prisma.sql`regrade_items.verdict`)} AS after
    FROM regrade_items
    JOIN submissions ON submissions.id = regrade_items.submission_id AND submissions.state = 'graded'
    JOIN users ON users.id = submissions.user_id
    JOIN enrolments ON enrolments.user_id = users.id AND enrolments.classroom_id = ${regrade.classroomId}::uuid
      AND enrolments.role = 'learner' AND enrolments.removed_at IS NULL
    JOIN LATERAL (
      SELECT verdicts.verdict FROM verdicts WHERE verdicts.submission_id = submissions.id
      ORDER BY verdicts.created_at DESC LIMIT 1) latest ON true
    WHERE regrade_items.regrade_id = ${regrade.id}::uuid
    ORDER BY submissions.created_at, submissions.id`
  return rows.map(({ submittedAt, before, after, ...row }) => ({
    ...row,
    submittedAt: submittedAt.getTime(),
    before: judgedChecks.parse(before),
    after: after === null ? null : judgedChecks.parse(after),
  }))
}

/**
 * Whose submissions a regrade has graded, held in one order: of two regrades that share learners, the second plans by what the
 * first has published. Hold them before the class, as who deletes an account does.
 */
export async function holdRegradedLearners(transaction: Transaction, regradeId: string): Promise<void> {
  await transaction.$queryRaw`
    SELECT users.id FROM users
    WHERE users.id IN (
      SELECT submissions.user_id FROM regrade_items
      JOIN submissions ON submissions.id = regrade_items.submission_id
      WHERE regrade_items.regrade_id = ${regradeId}::uuid)
    ORDER BY users.id
    FOR NO KEY UPDATE`
}

/**
 * Learners whose submissions for the exercise count in another class too, in which this user is no instructor. An archived one
 * counts what it has: its grades are over.
 */
export async function listLearnersElsewhere(
  connection: Connection,
  where: { userIds: readonly string[]; slug: string; classroomId: string; instructorId: string },
): Promise<string[]> {
  const rows = await connection.$queryRaw<Array<{ id: string }>>`
    SELECT DISTINCT enrolments.user_id AS id
    FROM enrolments
    JOIN classrooms ON classrooms.id = enrolments.classroom_id
    JOIN assignments ON assignments.classroom_id = classrooms.id AND assignments.slug = ${where.slug}
    JOIN submissions ON submissions.user_id = enrolments.user_id AND submissions.slug = assignments.slug
    WHERE enrolments.user_id = ANY (${[...where.userIds]}::uuid[]) AND enrolments.role = 'learner'
      AND enrolments.removed_at IS NULL AND classrooms.id <> ${where.classroomId}::uuid AND ${takenWhileRunning}
      AND NOT EXISTS (
        SELECT FROM enrolments own
        WHERE own.classroom_id = classrooms.id AND own.user_id = ${where.instructorId}::uuid
          AND own.role = 'instructor' AND own.removed_at IS NULL)`
  return rows.map(({ id }) => id)
}

/** @returns whether it was open: of two who decide at once, one is told yes */
export async function closeRegrade(
  transaction: Transaction,
  id: string,
  outcome: 'committedAt' | 'discardedAt',
): Promise<boolean> {
  const column = outcome === 'committedAt' ? Prisma.sql`committed_at` : Prisma.sql`discarded_at`
  // The database's clock, as verdicts are dated by: `listOutdated` compares the two.
  const count = await transaction.$executeRaw`
    UPDATE regrades SET ${column} = now()
    WHERE id = ${id}::uuid AND committed_at IS NULL AND discarded_at IS NULL`
  return count === 1
}

/** The verdicts become the submissions' newest ones. @returns how many there were */
export async function publishRegradings(
  transaction: Transaction,
  regradeId: string,
  submissionIds: readonly string[],
): Promise<number> {
  const published = await publishVerdicts(
    transaction,
    Prisma.sql`
      SELECT submissions.id, COALESCE(items.grader_revision, ''), regrades.revision_id,
        (SELECT COALESCE(max(verdicts.round), 0) + 1 FROM verdicts WHERE verdicts.submission_id = submissions.id),
        items.verdict, items.kind, items.score, items.verdict ->> 'misconception', items.draw_id, items.tfjs_version,
        items.browser_version, NULL
      FROM regrade_items items
      JOIN regrades ON regrades.id = items.regrade_id
      JOIN submissions ON submissions.id = items.submission_id
      WHERE items.regrade_id = ${regradeId}::uuid AND items.submission_id = ANY (${[...submissionIds]}::uuid[])
        AND NOT items.published AND items.kind IS NOT NULL
      ORDER BY submissions.user_id, submissions.id`,
  )
  await transaction.regradeItem.updateMany({
    where: { regradeId, submissionId: { in: published } },
    data: { published: true },
  })
  return published.length
}
