/** Everything that the tables hold of one person, to be handed to them or to be taken away. */
import type { Verdict } from '../../grader/judge/verdict.ts'
import type { Connection, Transaction } from '../foundation/database.ts'
import { parseVerdict, toStorableJson } from '../foundation/json.ts'
import type { EnrolmentRole } from '../../course/accounts/access.ts'

export interface ClassStandingRecord {
  id: string
  name: string
  role: EnrolmentRole
  removed: boolean
  archived: boolean
  keepsGrades: boolean
  others: number
  otherInstructors: number
  slugs: string[]
}

/** Whoever holds the same classes waits for the end of this transaction: two last instructors do not leave at once. */
export async function holdClassesOf(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$queryRaw`
    SELECT FROM classrooms
    WHERE id IN (SELECT classroom_id FROM enrolments WHERE user_id = ${userId}::uuid)
    ORDER BY id FOR NO KEY UPDATE`
}

/** Each class that the user is or was in, newest first. */
export async function listClassStandings(connection: Connection, userId: string): Promise<ClassStandingRecord[]> {
  const rows = await connection.enrolment.findMany({
    where: { userId },
    include: {
      classroom: {
        include: {
          assignments: { select: { slug: true }, orderBy: { slug: 'asc' } },
          enrolments: {
            where: { removedAt: null, userId: { not: userId }, user: { deletedAt: null } },
            select: { role: true },
          },
        },
      },
    },
    orderBy: { classroom: { createdAt: 'desc' } },
  })
  return rows.map(({ role, removedAt, classroom }) => ({
    id: classroom.id,
    name: classroom.name,
    role,
    removed: removedAt !== null,
    archived: classroom.archivedAt !== null,
    keepsGrades: classroom.keepsGrades,
    others: classroom.enrolments.length,
    otherInstructors: classroom.enrolments.filter((other) => other.role === 'instructor').length,
    slugs: classroom.assignments.map(({ slug }) => slug),
  }))
}

/** With all that is theirs alone. Comments of theirs stay, without an author. */
export async function deleteUser(connection: Connection, id: string): Promise<void> {
  await connection.user.delete({ where: { id } })
}

/**
 * Turns a user into a pseudonym: what the kept classes' grades are made of stays, everything else that is theirs goes.
 * @param request.keptSlugs exercises whose graded submissions stay, with `source` in place of theirs
 * @param request.rewrite what stays of a verdict
 */
export async function turnIntoPseudonym(
  transaction: Transaction,
  request: {
    userId: string
    displayName: string
    now: Date
    keptClassroomIds: readonly string[]
    keptSlugs: readonly string[]
    source: string
    rewrite: (verdict: Verdict) => Verdict
  },
): Promise<void> {
  const { userId, displayName, now, keptClassroomIds, keptSlugs, source, rewrite } = request
  const own = { where: { userId } }
  await transaction.session.deleteMany(own)
  await transaction.linkedAccount.deleteMany(own)
  await transaction.oneTimeToken.deleteMany(own)
  await transaction.secondFactor.deleteMany(own)
  await transaction.recoveryCode.deleteMany(own)
  await transaction.draft.deleteMany(own)
  await transaction.lessonProgress.deleteMany(own)
  await transaction.notice.deleteMany(own)
  await transaction.comment.updateMany({ where: { authorId: userId }, data: { authorId: null } })
  const elsewhere = { userId, assignment: { classroomId: { notIn: [...keptClassroomIds] } } }
  await transaction.grade.deleteMany({ where: elsewhere })
  await transaction.override.deleteMany({ where: elsewhere })
  await transaction.extension.deleteMany({ where: elsewhere })
  await transaction.regradeChange.deleteMany({
    where: { userId, regrade: { classroomId: { notIn: [...keptClassroomIds] } } },
  })
  await transaction.enrolment.deleteMany({ where: { userId, classroomId: { notIn: [...keptClassroomIds] } } })
  // The school's own number names a person as well as their name on its roster does.
  await transaction.enrolment.updateMany({ where: { userId }, data: { studentId: null, rosterName: null } })
  // What waits to be judged cannot be judged without its code.
  await transaction.submission.deleteMany({
    where: { userId, OR: [{ slug: { notIn: [...keptSlugs] } }, { state: 'queued' }] },
  })
  await transaction.submission.updateMany({ where: { userId }, data: { source } })
  await rewriteVerdicts(transaction, userId, rewrite)
  await transaction.user.update({
    where: { id: userId },
    data: {
      displayName,
      email: `${userId}@deleted.invalid`,
      emailVerifiedAt: null,
      passwordHash: null,
      mailNotices: false,
      role: 'learner',
      deletedAt: now,
    },
  })
}

async function rewriteVerdicts(
  transaction: Transaction,
  userId: string,
  rewrite: (verdict: Verdict) => Verdict,
): Promise<void> {
  const stripped = (stored: unknown): string => toStorableJson(rewrite(parseVerdict(stored)))
  const verdicts = await transaction.verdict.findMany({
    where: { submission: { userId } },
    select: { id: true, verdict: true },
  })
  for (const { id, verdict } of verdicts) {
    await transaction.$executeRaw`
      UPDATE verdicts SET verdict = ${stripped(verdict)}::jsonb, reason = NULL WHERE id = ${id}::uuid`
  }
  const items = await transaction.regradeItem.findMany({ where: { submission: { userId } } })
  for (const { regradeId, submissionId, verdict } of items) {
    if (verdict === null) continue
    await transaction.$executeRaw`
      UPDATE regrade_items SET verdict = ${stripped(verdict)}::jsonb
      WHERE regrade_id = ${regradeId}::uuid AND submission_id = ${submissionId}::uuid`
  }
}

/** All of a person but their submissions, which may be many. */
export async function readPersonalRecords(connection: Connection, userId: string) {
  const own = { where: { userId } }
  const inClass = { assignment: { select: { slug: true, classroom: { select: { name: true } } } } }
  const ofSubmission = { submission: { select: { id: true, slug: true } } }
  return {
    user: await connection.user.findUniqueOrThrow({ where: { id: userId } }),
    sessions: await connection.session.findMany({ ...own, orderBy: { createdAt: 'asc' } }),
    linkedAccounts: await connection.linkedAccount.findMany({ ...own, orderBy: { createdAt: 'asc' } }),
    secondFactor: await connection.secondFactor.findUnique({
      where: { userId },
      select: { createdAt: true, confirmedAt: true },
    }),
    recoveryCodes: await connection.recoveryCode.findMany({ ...own, select: { createdAt: true, usedAt: true } }),
    enrolments: await connection.enrolment.findMany({
      ...own,
      include: { classroom: { select: { name: true } } },
      orderBy: { createdAt: 'asc' },
    }),
    drafts: await connection.draft.findMany({ ...own, orderBy: { slug: 'asc' } }),
    lessons: await connection.lessonProgress.findMany({ ...own, orderBy: { readAt: 'asc' } }),
    extensions: await connection.extension.findMany({ ...own, include: inClass, orderBy: { createdAt: 'asc' } }),
    overrides: await connection.override.findMany({ ...own, include: inClass, orderBy: { createdAt: 'asc' } }),
    grades: await connection.grade.findMany({ ...own, include: inClass }),
    regradeChanges: await connection.regradeChange.findMany({
      ...own,
      include: {
        regrade: { select: { slug: true, reason: true, committedAt: true, classroom: { select: { name: true } } } },
      },
      orderBy: { regrade: { createdAt: 'asc' } },
    }),
    notices: await connection.notice.findMany({ ...own, orderBy: { createdAt: 'asc' } }),
    commentsWritten: await connection.comment.findMany({
      where: { authorId: userId },
      include: ofSubmission,
      orderBy: { createdAt: 'asc' },
    }),
    commentsReceived: await connection.comment.findMany({
      where: { submission: { userId }, OR: [{ authorId: null }, { authorId: { not: userId } }] },
      include: { ...ofSubmission, author: { select: { displayName: true } } },
      orderBy: { createdAt: 'asc' },
    }),
    deeds: await connection.auditEvent.findMany({ where: { actorId: userId }, orderBy: { at: 'asc' } }),
  }
}

export interface SubmissionWithVerdicts {
  id: string
  slug: string
  createdAt: Date
  state: 'queued' | 'graded'
  source: string
  verdicts: Array<{ createdAt: Date; verdict: Verdict; draw: { retiredAt: Date | null } | null }>
}

/** One page of a person's submissions, oldest first. @param where.after the last one of the page before */
export async function listSubmissionsWithVerdicts(
  connection: Connection,
  where: { userId: string; after: string | null },
  limit: number,
): Promise<SubmissionWithVerdicts[]> {
  const rows = await connection.submission.findMany({
    where: { userId: where.userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    ...(where.after === null ? {} : { cursor: { id: where.after }, skip: 1 }),
    take: limit,
    select: {
      id: true,
      slug: true,
      createdAt: true,
      state: true,
      source: true,
      verdicts: {
        orderBy: { createdAt: 'asc' },
        select: { createdAt: true, verdict: true, draw: { select: { retiredAt: true } } },
      },
    },
  })
  return rows.map(({ verdicts, ...row }) => ({
    ...row,
    verdicts: verdicts.map((one) => ({ ...one, verdict: parseVerdict(one.verdict) })),
  }))
}
