/** A made-up class, put in as it would have come about over weeks, and taken out again without a trace. */
import type { Connection, Transaction } from '../foundation/database.ts'
import type { UserRecord } from '../accounts/users.ts'

/** Nobody owns an address under .invalid (RFC 2606), so no real account ever looks like one of these. */
const demoDomain = '@demo.invalid'

export async function createDemoUser(
  transaction: Transaction,
  user: { name: string; displayName: string; locale: string; passwordHash: string | null; role: UserRecord['role'] },
): Promise<string> {
  const { name, ...row } = user
  const { id } = await transaction.user.create({
    data: { ...row, email: `${name}${demoDomain}`, emailVerifiedAt: new Date() },
    select: { id: true },
  })
  return id
}

export async function hasDemo(connection: Connection): Promise<boolean> {
  return (
    (await connection.user.findFirst({ where: { email: { endsWith: demoDomain } }, select: { id: true } })) !== null
  )
}

/** Gives a graded submission the verdict that the same text got on the same draw, and both the time when it would have been. */
export async function backdate(
  transaction: Transaction,
  submission: { id: string; at: Date; judgedAfterMs: number; sameAs: string | null },
): Promise<void> {
  const { id, at, judgedAfterMs, sameAs } = submission
  const judgedAt = new Date(at.getTime() + judgedAfterMs)
  if (sameAs !== null) {
    await transaction.$executeRaw`
      INSERT INTO verdicts (submission_id, grader_revision, revision_id, misconception, verdict, kind, score, draw_id,
                            tfjs_version, browser_version)
      SELECT ${id}::uuid, grader_revision, revision_id, misconception, verdict, kind, score, draw_id,
             tfjs_version, browser_version
      FROM verdicts WHERE submission_id = ${sameAs}::uuid`
  }
  await transaction.submission.update({ where: { id }, data: { createdAt: at, state: 'graded' } })
  await transaction.verdict.updateMany({ where: { submissionId: id }, data: { createdAt: judgedAt } })
}

export async function putDemoDraft(
  transaction: Transaction,
  draft: { userId: string; slug: string; source: string; createdAt: Date; updatedAt: Date },
): Promise<void> {
  await transaction.draft.create({ data: { ...draft, version: 1 } })
}

/** When the class and its people came about. */
export async function backdateClass(
  transaction: Transaction,
  classroom: { id: string; createdAt: Date },
): Promise<void> {
  const { id, createdAt } = classroom
  await transaction.classroom.update({ where: { id }, data: { createdAt } })
  await transaction.enrolment.updateMany({ where: { classroomId: id }, data: { createdAt } })
  await transaction.user.updateMany({ where: { email: { endsWith: demoDomain } }, data: { createdAt } })
}

/** The classes that they made, the people, and with them all that was theirs; draws that only they met. */
export async function removeDemo(transaction: Transaction): Promise<{ users: number; classrooms: number }> {
  const { count: classrooms } = await transaction.classroom.deleteMany({
    where: { createdBy: { email: { endsWith: demoDomain } } },
  })
  const drawn = await transaction.verdict.findMany({
    where: { submission: { user: { email: { endsWith: demoDomain } } }, drawId: { not: null } },
    select: { drawId: true },
    distinct: ['drawId'],
  })
  const { count: users } = await transaction.user.deleteMany({ where: { email: { endsWith: demoDomain } } })
  await transaction.draw.deleteMany({
    where: {
      id: { in: drawn.flatMap(({ drawId }) => drawId ?? []) },
      verdicts: { none: {} },
      regradings: { none: {} },
    },
  })
  return { users, classrooms }
}
