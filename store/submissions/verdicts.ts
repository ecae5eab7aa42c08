import { verdictKinds } from '../../grader/judge/verdict.ts'
import type { Verdict, VerdictKind } from '../../grader/judge/verdict.ts'
import { Prisma } from '../../prisma/generated/client.ts'
import { inTransaction } from '../foundation/database.ts'
import type { Connection, Database, Transaction } from '../foundation/database.ts'
import { retireDraws } from '../exercises/draws.ts'
import { markGradesStale } from '../grades/grades.ts'
import { parseVerdict, parseVerdictKind, toStorableJson, toStorableText } from '../foundation/json.ts'
import { notify } from '../notices/notifications.ts'

/** What the grader ran with, beyond its own revision. */
export interface GradingRuntime {
  tfjsVersion: string
  browserVersion: string
}

/**
 * Publishes verdicts: the rows, the retirement of their draws, the news of them and the grades that they change. Each one once for
 * its submission, revisions of grader and exercise, and round; only a `broken` verdict, which is ours, makes room for a later one:
 * also for another broken one, or a submission that was queued again would wait for ever.
 * Verdicts, then draws, then grades, each in one order: in another, two who publish at once would wait for each other.
 * @param verdicts a query for them, with the columns in the order in which they are written here: thousands stay in the database
 * @returns ids of the submissions whose verdicts this call published
 */
export async function publishVerdicts(transaction: Transaction, verdicts: Prisma.Sql): Promise<string[]> {
  const published = await transaction.$queryRaw<
    Array<{ submissionId: string; slug: string; userId: string; drawId: string | null }>
  >`
    WITH written AS (
      INSERT INTO verdicts (submission_id, grader_revision, revision_id, round, verdict, kind, score, misconception, draw_id,
                            tfjs_version, browser_version, reason)
      ${verdicts}
      ON CONFLICT (submission_id, grader_revision, revision_id, round) DO UPDATE
      SET verdict = EXCLUDED.verdict, kind = EXCLUDED.kind, score = EXCLUDED.score,
          misconception = EXCLUDED.misconception, draw_id = EXCLUDED.draw_id,
          tfjs_version = EXCLUDED.tfjs_version, browser_version = EXCLUDED.browser_version,
          reason = EXCLUDED.reason, created_at = now()
      WHERE verdicts.kind = 'broken'
      RETURNING submission_id, draw_id)
    SELECT submissions.id AS "submissionId", submissions.slug, submissions.user_id AS "userId", written.draw_id AS "drawId"
    FROM written JOIN submissions ON submissions.id = written.submission_id`
  const submissionIds = published.map(({ submissionId }) => submissionId)
  await retireDraws(
    transaction,
    published.flatMap(({ drawId }) => drawId ?? []),
  )
  const moved = await markGradesStale(transaction, submissionIds)
  await notify(
    transaction,
    ...published.map(({ submissionId, slug, userId }) => ({ type: 'verdict' as const, submissionId, slug, userId })),
    ...moved.map((one) => ({ type: 'class' as const, ...one })),
  )
  return submissionIds
}

/** Publishes the verdict that a submission waits for: it waits for nothing then. @returns whether this call published it */
export async function recordVerdict(
  database: Database,
  record: {
    submissionId: string
    graderRevision: string
    verdict: Verdict
    drawId: string | null
    runtime?: GradingRuntime
    /** Of a `broken` one, for operators. */
    reason?: string
  },
): Promise<boolean> {
  const { submissionId, graderRevision, verdict, drawId, runtime, reason } = record
  return inTransaction(database, async (transaction) => {
    // Also of one that was queued again although this grader had judged it: nothing new, and nothing to wait for.
    await transaction.submission.updateMany({ where: { id: submissionId }, data: { state: 'graded' } })
    const published = await publishVerdicts(
      transaction,
      Prisma.sql`
        SELECT submissions.id, ${graderRevision}::text, submissions.revision_id, 0, ${toStorableJson(verdict)}::jsonb,
          ${verdict.kind}::text, ${verdict.score}::float8, ${verdict.misconception}::text, ${drawId}::uuid,
          ${runtime?.tfjsVersion ?? null}::text, ${runtime?.browserVersion ?? null}::text,
          ${reason === undefined ? null : toStorableText(reason)}::text
        FROM submissions WHERE submissions.id = ${submissionId}::uuid`,
    )
    return published.length === 1
  })
}

export interface VerdictRecord {
  submissionId: string
  graderRevision: string
  /** Of the exercise. */
  revisionId: string
  verdict: Verdict
  drawId: string | null
  /** Null where the verdict is older than the record of them. */
  tfjsVersion: string | null
  browserVersion: string | null
  createdAt: Date
}

/** Newest first: one for each revision of grader and exercise that judged it. */
export async function listVerdicts(connection: Connection, submissionId: string): Promise<VerdictRecord[]> {
  const rows = await connection.verdict.findMany({ where: { submissionId }, orderBy: { createdAt: 'desc' } })
  return rows.map((row) => ({
    submissionId: row.submissionId,
    graderRevision: row.graderRevision,
    revisionId: row.revisionId,
    verdict: parseVerdict(row.verdict),
    drawId: row.drawId,
    tfjsVersion: row.tfjsVersion,
    browserVersion: row.browserVersion,
    createdAt: row.createdAt,
  }))
}

/** What these users may have missed, oldest first. */
export async function listVerdictsSince(
  connection: Connection,
  where: { since: Date; userIds: string[] },
): Promise<Array<{ submissionId: string; slug: string; userId: string }>> {
  const rows = await connection.verdict.findMany({
    where: { createdAt: { gte: where.since }, submission: { userId: { in: where.userIds } } },
    select: { submission: { select: { id: true, slug: true, userId: true } } },
    orderBy: { createdAt: 'asc' },
  })
  return rows.map(({ submission: { id, slug, userId } }) => ({ submissionId: id, slug, userId }))
}

/** How many of each kind since then; kinds without any are left out. */
export async function countVerdicts(
  connection: Connection,
  since: Date,
): Promise<Partial<Record<VerdictKind, number>>> {
  const rows = await connection.verdict.groupBy({
    by: ['kind'],
    // Every kind by name: the index begins with it.
    where: { kind: { in: [...verdictKinds] }, createdAt: { gte: since } },
    _count: true,
  })
  return Object.fromEntries(rows.map(({ kind, _count }) => [parseVerdictKind(kind), _count]))
}

/** Of the newest verdict. */
export async function findLatestKind(connection: Connection, submissionId: string): Promise<VerdictKind | undefined> {
  const row = await connection.verdict.findFirst({
    where: { submissionId },
    orderBy: { createdAt: 'desc' },
    select: { kind: true },
  })
  return row === null ? undefined : parseVerdictKind(row.kind)
}

export interface BrokenSubmission {
  submissionId: string
  slug: string
  submittedAt: Date
  brokenAt: Date
  reason: string | null
  graderRevision: string
}

/** Submissions whose newest verdict is ours to repair and that wait for nothing, the latest first. */
export async function listBroken(connection: Connection, limit: number): Promise<BrokenSubmission[]> {
  const rows = await connection.verdict.findMany({
    where: { kind: 'broken', submission: { state: 'graded' } },
    select: {
      createdAt: true,
      reason: true,
      graderRevision: true,
      submission: {
        select: {
          id: true,
          slug: true,
          createdAt: true,
          verdicts: { orderBy: { createdAt: 'desc' }, take: 1, select: { kind: true } },
        },
      },
    },
    orderBy: { createdAt: 'desc' },
    take: limit,
  })
  return rows
    .filter(({ submission }) => submission.verdicts[0]?.kind === 'broken')
    .map(({ createdAt, reason, graderRevision, submission }) => ({
      submissionId: submission.id,
      slug: submission.slug,
      submittedAt: submission.createdAt,
      brokenAt: createdAt,
      reason,
      graderRevision,
    }))
}
