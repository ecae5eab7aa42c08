import { Prisma } from '../../prisma/generated/client.ts'
import { takenWhileRunning } from '../classes/classrooms.ts'
import type { Connection, Transaction } from '../foundation/database.ts'
import { markAssignmentStale, markGradeStale } from '../grades/grades.ts'

export interface AssignmentSettings {
  opensAt: Date | null
  dueAt: Date | null
  closesAt: Date | null
  points: number
  latePolicy: 'none' | 'daily' | 'cutoff'
  latePercent: number
  attemptLimit: number | null
  counting: 'best' | 'last'
  solutionOpens: 'passed' | 'due' | 'closed'
}

export interface AssignmentRecord extends AssignmentSettings {
  id: string
  classroomId: string
  slug: string
}

/** Open at once, never due, all attempts, the best counts. */
export const plainSettings: AssignmentSettings = {
  opensAt: null,
  dueAt: null,
  closesAt: null,
  points: 10,
  latePolicy: 'none',
  latePercent: 0,
  attemptLimit: null,
  counting: 'best',
  solutionOpens: 'passed',
}

/** @returns undefined when the class has this exercise already */
export async function createAssignment(
  transaction: Transaction,
  assignment: { classroomId: string; slug: string } & Partial<AssignmentSettings>,
): Promise<AssignmentRecord | undefined> {
  const [created] = await transaction.assignment.createManyAndReturn({
    data: [{ ...plainSettings, ...assignment }],
    skipDuplicates: true,
    omit: { createdAt: true },
  })
  // Learners may have solved it before it was assigned.
  if (created !== undefined) await markAssignmentStale(transaction, created.id)
  return created
}

/**
 * Assigns in one class what another assigns, in its order and by its rules, without dates, which were the other class's. What is
 * assigned already stays as it is.
 */
export async function copyAssignments(
  transaction: Transaction,
  { from, to }: { from: string; to: string },
): Promise<{ copied: AssignmentRecord[]; there: number }> {
  const assignments = await listAssignments(transaction, from)
  const copied: AssignmentRecord[] = []
  for (const { id: _id, ...assignment } of assignments) {
    const undated = { ...assignment, classroomId: to, opensAt: null, dueAt: null, closesAt: null }
    const created = await createAssignment(transaction, undated)
    if (created !== undefined) copied.push(created)
  }
  return { copied, there: assignments.length - copied.length }
}

export async function changeAssignment(
  transaction: Transaction,
  id: string,
  settings: AssignmentSettings,
): Promise<void> {
  await transaction.assignment.update({ where: { id }, data: settings })
  await markAssignmentStale(transaction, id)
}

/** Its grades, overrides and extensions go with it; submissions stay. */
export async function deleteAssignment(connection: Connection, id: string): Promise<void> {
  await connection.assignment.delete({ where: { id } })
}

export async function findAssignment(connection: Connection, id: string): Promise<AssignmentRecord | undefined> {
  return (await connection.assignment.findUnique({ where: { id } })) ?? undefined
}

/** What is due first comes first; without a due date last. */
export async function listAssignments(connection: Connection, classroomId: string): Promise<AssignmentRecord[]> {
  return connection.assignment.findMany({
    where: { classroomId },
    // Of this class: a copy has an order of its own.
    omit: { createdAt: true },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
  })
}

export interface ExtensionRecord {
  assignmentId: string
  userId: string
  dueAt: Date | null
  closesAt: Date | null
  extraAttempts: number
  reason: string
}

/** Replaces the one that there was. */
export async function putExtension(transaction: Transaction, extension: ExtensionRecord): Promise<void> {
  const { assignmentId, userId, ...given } = extension
  await transaction.extension.upsert({
    where: { assignmentId_userId: { assignmentId, userId } },
    create: extension,
    update: given,
  })
  await markGradeStale(transaction, { assignmentId, userId })
}

/** @returns whether there was one */
export async function deleteExtension(
  transaction: Transaction,
  extension: { assignmentId: string; userId: string },
): Promise<boolean> {
  const { assignmentId, userId } = extension
  const { count } = await transaction.extension.deleteMany({ where: { assignmentId, userId } })
  if (count === 1) await markGradeStale(transaction, { assignmentId, userId })
  return count === 1
}

export async function listExtensions(
  connection: Connection,
  where: { classroomId: string; assignmentId?: string; userIds?: readonly string[] },
): Promise<ExtensionRecord[]> {
  return connection.extension.findMany({
    where: {
      assignment: {
        classroomId: where.classroomId,
        ...(where.assignmentId === undefined ? {} : { id: where.assignmentId }),
      },
      ...(where.userIds === undefined ? {} : { userId: { in: [...where.userIds] } }),
    },
    select: { assignmentId: true, userId: true, dueAt: true, closesAt: true, extraAttempts: true, reason: true },
  })
}

export interface LearnersAssignment extends AssignmentRecord {
  /** They left the class, or were removed. */
  ended: boolean
  className: string
  timeZone: string
  /** The learner's own. */
  extension: ExtensionRecord | null
  /** The latest instant that any extension in the class gives. */
  latestExtension: Date | null
}

/** What running classes ask of who learns or learnt there: of one exercise, or of all. */
export async function listAssignmentsOfLearner(
  connection: Connection,
  where: { userId: string; slug?: string },
): Promise<LearnersAssignment[]> {
  const { userId, slug } = where
  const rows = await connection.assignment.findMany({
    where: {
      ...(slug === undefined ? {} : { slug }),
      classroom: { archivedAt: null, enrolments: { some: { userId, role: 'learner' } } },
    },
    include: {
      classroom: {
        select: { name: true, timeZone: true, enrolments: { where: { userId }, select: { removedAt: true } } },
      },
      extensions: true,
    },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }],
  })
  return rows.map(({ classroom, extensions, ...assignment }) => {
    const given = extensions.flatMap(({ dueAt, closesAt }) => [dueAt, closesAt].filter((time) => time !== null))
    return {
      ...assignment,
      ended: classroom.enrolments.every(({ removedAt }) => removedAt !== null),
      className: classroom.name,
      timeZone: classroom.timeZone,
      extension: extensions.find((extension) => extension.userId === userId) ?? null,
      latestExtension: given.length === 0 ? null : new Date(Math.max(...given.map((time) => time.getTime()))),
    }
  })
}

export interface DueAssignment {
  assignmentId: string
  classroomId: string
  slug: string
  userId: string
  opensAt: Date | null
  dueAt: Date
  closesAt: Date | null
  /** The learner's own extension. */
  extension: { dueAt: Date | null; closesAt: Date | null; extraAttempts: number } | null
  /** They passed it, by a submission that the class counts. */
  passed: boolean
}

/**
 * Whether a learner passed as the class counts it: by the newest verdict of something that they sent since the assignment opened and
 * while the class ran. The query around it names `assignments` and `classrooms`.
 */
export function passedInClass(userId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    EXISTS (
      SELECT FROM submissions
      JOIN LATERAL (
        SELECT verdicts.kind FROM verdicts WHERE verdicts.submission_id = submissions.id
        ORDER BY verdicts.created_at DESC LIMIT 1) latest ON latest.kind = 'passed'
      WHERE submissions.user_id = ${userId} AND submissions.slug = assignments.slug
        AND (assignments.opens_at IS NULL OR submissions.created_at >= assignments.opens_at)
        AND ${takenWhileRunning})`
}

/** What may become due between two moments, for each learner of each running class, extensions counted. */
export async function listDueBetween(
  connection: Connection,
  where: { from: Date; to: Date },
): Promise<DueAssignment[]> {
  const rows = await connection.$queryRaw<
    Array<
      Omit<DueAssignment, 'extension'> & {
        extended: boolean
        extensionDueAt: Date | null
        extensionClosesAt: Date | null
        extraAttempts: number | null
      }
    >
  >`
    SELECT assignments.id AS "assignmentId", assignments.classroom_id AS "classroomId", assignments.slug,
      enrolments.user_id AS "userId", assignments.opens_at AS "opensAt", assignments.due_at AS "dueAt",
      assignments.closes_at AS "closesAt", extensions.user_id IS NOT NULL AS extended,
      extensions.due_at AS "extensionDueAt", extensions.closes_at AS "extensionClosesAt",
      extensions.extra_attempts AS "extraAttempts",
      ${passedInClass(Prisma.sql`enrolments.user_id`)} AS passed
    FROM assignments
    JOIN classrooms ON classrooms.id = assignments.classroom_id AND classrooms.archived_at IS NULL
    JOIN enrolments ON enrolments.classroom_id = classrooms.id AND enrolments.role = 'learner'
      AND enrolments.removed_at IS NULL
    JOIN users ON users.id = enrolments.user_id AND users.deleted_at IS NULL
    LEFT JOIN extensions ON extensions.assignment_id = assignments.id AND extensions.user_id = enrolments.user_id
    WHERE GREATEST(assignments.due_at, extensions.due_at) BETWEEN ${where.from} AND ${where.to}
      AND assignments.due_at IS NOT NULL
    ORDER BY assignments.id, enrolments.user_id`
  return rows.map(({ extended, extensionDueAt, extensionClosesAt, extraAttempts, ...row }) => ({
    ...row,
    extension: extended
      ? { dueAt: extensionDueAt, closesAt: extensionClosesAt, extraAttempts: extraAttempts ?? 0 }
      : null,
  }))
}
