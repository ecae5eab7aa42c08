import type { GradedSubmission } from '../../course/grades/verdict-policy.ts'
import type { Verdict } from '../../grader/judge/verdict.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import type { Connection, Transaction } from '../foundation/database.ts'
import { markGradesStale } from '../grades/grades.ts'
import { parseFiles, parseVerdict, parseVerdictKind } from '../foundation/json.ts'
import { notify } from '../notices/notifications.ts'
import { holdUser } from '../accounts/users.ts'

export interface SubmissionRecord {
  id: string
  userId: string
  slug: string
  source: string
  createdAt: Date
  state: 'queued' | 'graded'
  /** The newest verified verdict. */
  verdict: Verdict | null
  /** The one that this verdict was given on. */
  draw: { id: string; retiredAt: Date | null } | null
  /** Id of the exercise's revision that gave this verdict: another than the submission's own after a regrade. */
  judgedBy: string | null
}

const latestVerdict = {
  orderBy: { createdAt: 'desc' },
  take: 1,
  include: { draw: { select: { id: true, retiredAt: true } } },
} satisfies Prisma.Submission$verdictsArgs

/**
 * The source is fixed from here on; the classes that assign the exercise hear of it. Queue it in the same transaction.
 * @param submission.clientKey unused by this user: look, under `holdUser`, before
 */
export async function createSubmission(
  transaction: Transaction,
  submission: {
    userId: string
    slug: string
    revisionId: string
    source: string
    clientKey?: string
    /** When the server took it; left out: now. */
    createdAt?: Date
  },
): Promise<{ id: string; createdAt: Date }> {
  const created = await transaction.submission.create({ data: submission, select: { id: true, createdAt: true } })
  const moved = await markGradesStale(transaction, [created.id])
  await notify(transaction, ...moved.map((one) => ({ type: 'class' as const, ...one })))
  return created
}

/**
 * Gives a submission that is to be queued its turn. In each turn everybody has one submission graded: one learner's hundred
 * stand in a hundred turns, behind everybody else's first, and who submits again and again takes turns with them. A learner's
 * next turn is the one after their last, and never one that is over: the past holds nobody back.
 * (Start-time fair queueing, Goyal, Vin and Cheng 1996, with all submissions equally long.)
 */
export async function takeTurn(transaction: Transaction, id: string): Promise<number> {
  const { userId } = await transaction.submission.findUniqueOrThrow({ where: { id }, select: { userId: true } })
  // Those of one learner that arrive at once are counted one after another.
  await holdUser(transaction, userId)
  const [row] = await transaction.$queryRaw<Array<{ turn: number }>>`
    UPDATE submissions SET turn = GREATEST(
      (SELECT max(own.turn) + 1 FROM submissions own WHERE own.user_id = ${userId}::uuid AND own.id <> ${id}::uuid),
      COALESCE(
        (SELECT min(other.turn) FROM submissions other WHERE other.state = 'queued' AND other.id <> ${id}::uuid),
        (SELECT max(other.turn) FROM submissions other WHERE other.state = 'graded'),
        0))
    WHERE id = ${id}::uuid
    RETURNING turn`
  if (row === undefined) throw new Error(`the submission ${id} is gone while it is queued`)
  return row.turn
}

/** What the user has sent with this key already. */
export async function findSubmissionByKey(
  connection: Connection,
  { userId, clientKey }: { userId: string; clientKey: string },
): Promise<{ id: string; slug: string; source: string } | undefined> {
  const row = await connection.submission.findUnique({
    where: { userId_clientKey: { userId, clientKey } },
    select: { id: true, slug: true, source: true },
  })
  return row ?? undefined
}

/**
 * Newest first.
 * @param olderThan id of one of these submissions: only what came before it
 */
export async function listSubmissions(
  connection: Connection,
  where: { userId: string; slug?: string },
  { limit, olderThan }: { limit: number; olderThan?: string | undefined },
): Promise<SubmissionRecord[]> {
  const rows = await connection.submission.findMany({
    where,
    include: { verdicts: latestVerdict },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    ...(olderThan === undefined ? {} : { cursor: { id: olderThan, ...where }, skip: 1 }),
  })
  return rows.map(({ verdicts, ...row }) => ({ ...row, ...parseLatest(verdicts) }))
}

export interface SubmissionWithContext extends SubmissionRecord {
  revision: string
  ownerName: string
}

export async function findSubmission(connection: Connection, id: string): Promise<SubmissionWithContext | undefined> {
  const row = await connection.submission.findUnique({
    where: { id },
    include: {
      verdicts: latestVerdict,
      revision: { select: { revision: true } },
      user: { select: { displayName: true } },
    },
  })
  if (row === null) return undefined
  const { verdicts, revision, user, ...submission } = row
  return {
    ...submission,
    ...parseLatest(verdicts),
    revision: revision.revision,
    ownerName: user.displayName,
  }
}

/** What the grader needs of one submission: nothing about its owner. */
export interface SubmissionToGrade {
  id: string
  source: string
  createdAt: Date
  revisionId: string
  slug: string
  revision: string
  files: Record<string, string>
}

/**
 * @param judgedBy another revision than the one that it was stored with
 * @returns undefined when it was deleted while its job waited
 */
export async function findSubmissionToGrade(
  connection: Connection,
  id: string,
  judgedBy?: string,
): Promise<SubmissionToGrade | undefined> {
  const row = await connection.submission.findUnique({ where: { id } })
  if (row === null) return undefined
  const { source, createdAt, slug } = row
  const revision = await connection.exerciseRevision.findUniqueOrThrow({ where: { id: judgedBy ?? row.revisionId } })
  return {
    id,
    source,
    createdAt,
    revisionId: revision.id,
    slug,
    revision: revision.revision,
    files: parseFiles(revision.files),
  }
}

/** @param where.until of a class: what the server took after it was archived is none of its work; null: it runs */
export async function listOutcomes(
  connection: Connection,
  where: { userIds: string[]; slugs?: string[]; until?: Date | null },
): Promise<Array<GradedSubmission & { userId: string; slug: string }>> {
  const { userIds, slugs, until = null } = where
  const rows = await connection.submission.findMany({
    where: {
      userId: { in: userIds },
      ...(slugs === undefined ? {} : { slug: { in: slugs } }),
      ...(until === null ? {} : { createdAt: { lte: until } }),
    },
    select: {
      id: true,
      userId: true,
      slug: true,
      createdAt: true,
      verdicts: { orderBy: { createdAt: 'desc' }, take: 1, select: { kind: true, score: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, userId, slug, createdAt, verdicts }) => ({
    submissionId: id,
    userId,
    slug,
    submittedAt: createdAt.getTime(),
    verdict: verdicts[0] === undefined ? null : { kind: parseVerdictKind(verdicts[0].kind), score: verdicts[0].score },
  }))
}

/** When the longest waiting of the submissions without a verdict was stored. */
export async function findOldestWaiting(connection: Connection): Promise<Date | undefined> {
  const row = await connection.submission.findFirst({
    where: { state: 'queued' },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true },
  })
  return row?.createdAt
}

/** What the learners who submitted these are called, by the submission's id; one that is gone is left out. */
export async function listOwnerNames(connection: Connection, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await connection.submission.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, user: { select: { displayName: true } } },
  })
  return new Map(rows.map(({ id, user }) => [id, user.displayName]))
}

/**
 * Takes a graded submission back into the queue's care; its job is the caller's, in the same transaction.
 * @returns false when it waits already, or does not exist
 */
export async function markQueued(transaction: Transaction, id: string): Promise<boolean> {
  const { count } = await transaction.submission.updateMany({
    where: { id, state: 'graded' },
    data: { state: 'queued' },
  })
  return count === 1
}

export async function hasPassed(connection: Connection, userId: string, slug: string): Promise<boolean> {
  const row = await connection.submission.findFirst({
    where: { userId, slug, verdicts: { some: { kind: 'passed' } } },
    select: { id: true },
  })
  return row !== null
}

/** Exercises of which the user has passed a submission once. */
export async function listPassed(connection: Connection, userId: string): Promise<string[]> {
  const rows = await connection.submission.findMany({
    where: { userId, verdicts: { some: { kind: 'passed' } } },
    distinct: ['slug'],
    select: { slug: true },
  })
  return rows.map(({ slug }) => slug)
}

function parseLatest(
  verdicts: ReadonlyArray<{ verdict: unknown; revisionId: string; draw: SubmissionRecord['draw'] }>,
): Pick<SubmissionRecord, 'verdict' | 'draw' | 'judgedBy'> {
  const [latest] = verdicts
  return latest === undefined
    ? { verdict: null, draw: null, judgedBy: null }
    : { verdict: parseVerdict(latest.verdict), draw: latest.draw, judgedBy: latest.revisionId }
}
