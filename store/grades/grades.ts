/**
 * Grades as the rules last computed them. Whoever changes what a grade is made of (a submission, a verdict, an assignment, an
 * extension, a role) marks it stale in the same transaction; a reader computes stale ones anew. So no grade shown is ever older
 * than its causes, and a gradebook need not read every submission.
 */
import type { Grade } from '../../course/grades/grade.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { Prisma } from '../../prisma/generated/client.ts'
import { takenWhileRunning } from '../classes/classrooms.ts'
import type { Connection, Transaction } from '../foundation/database.ts'
import { parseVerdictKind } from '../foundation/json.ts'

/**
 * Submissions came, or their verdicts. Learner by learner, as readers compute grades: in another order, each would wait for the other.
 * @returns whose boards move, in which classes: one archived before a submission came stands still
 */
export async function markGradesStale(
  transaction: Transaction,
  submissionIds: readonly string[],
): Promise<Array<{ classroomId: string; userId: string }>> {
  const ids = Prisma.sql`${[...submissionIds]}::uuid[]`
  return transaction.$queryRaw<Array<{ classroomId: string; userId: string }>>`
    WITH marked AS (
      INSERT INTO grades (assignment_id, user_id)
      -- Once for a learner with several: a row cannot be marked twice at once.
      SELECT DISTINCT assignments.id, enrolments.user_id
      FROM submissions
      JOIN assignments ON assignments.slug = submissions.slug
      JOIN enrolments ON enrolments.classroom_id = assignments.classroom_id AND enrolments.user_id = submissions.user_id
      -- Of an archived class too: it may be reopened at this very moment.
      WHERE submissions.id = ANY (${ids}) AND enrolments.role = 'learner'
      ORDER BY enrolments.user_id, assignments.id
      ON CONFLICT (assignment_id, user_id) DO UPDATE SET version = grades.version + 1
      RETURNING assignment_id, user_id)
    SELECT DISTINCT assignments.classroom_id AS "classroomId", marked.user_id AS "userId"
    FROM marked
    JOIN assignments ON assignments.id = marked.assignment_id
    JOIN classrooms ON classrooms.id = assignments.classroom_id
    JOIN enrolments ON enrolments.classroom_id = assignments.classroom_id AND enrolments.user_id = marked.user_id
    JOIN submissions ON submissions.id = ANY (${ids}) AND submissions.user_id = marked.user_id
      AND submissions.slug = assignments.slug
    WHERE enrolments.removed_at IS NULL AND ${takenWhileRunning}`
}

/**
 * Its rules changed, its class was archived or reopened, or it is new: every learner who has submitted something has a grade to
 * be computed.
 */
export async function markAssignmentStale(transaction: Transaction, assignmentId: string): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO grades (assignment_id, user_id)
    SELECT assignments.id, enrolments.user_id
    FROM assignments
    JOIN enrolments ON enrolments.classroom_id = assignments.classroom_id AND enrolments.role = 'learner'
    WHERE assignments.id = ${assignmentId}::uuid AND EXISTS (
      SELECT FROM submissions
      WHERE submissions.user_id = enrolments.user_id AND submissions.slug = assignments.slug)
    ORDER BY enrolments.user_id
    ON CONFLICT (assignment_id, user_id) DO UPDATE SET version = grades.version + 1`
}

/** They came into the class, or their role changed: what they have submitted before may count here; or what they submitted is gone. */
export async function markLearnerStale(
  transaction: Transaction,
  member: { classroomId: string; userId: string },
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO grades (assignment_id, user_id)
    SELECT assignments.id, ${member.userId}::uuid
    FROM assignments
    WHERE assignments.classroom_id = ${member.classroomId}::uuid AND (
      EXISTS (
        SELECT FROM submissions
        WHERE submissions.user_id = ${member.userId}::uuid AND submissions.slug = assignments.slug)
      OR EXISTS (
        SELECT FROM grades
        WHERE grades.assignment_id = assignments.id AND grades.user_id = ${member.userId}::uuid))
    ORDER BY assignments.id
    ON CONFLICT (assignment_id, user_id) DO UPDATE SET version = grades.version + 1`
}

/** One learner's grade for one assignment is to be computed, whether or not they have submitted: an extension, for example. */
export async function markGradeStale(
  transaction: Transaction,
  grade: { assignmentId: string; userId: string },
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO grades (assignment_id, user_id) VALUES (${grade.assignmentId}::uuid, ${grade.userId}::uuid)
    ON CONFLICT (assignment_id, user_id) DO UPDATE SET version = grades.version + 1`
}

export interface StaleGrade {
  userId: string
  version: number
  /** In the order in which the server took them. */
  submissions: Array<{
    submissionId: string
    submittedAt: number
    verdict: { kind: VerdictKind; score: number } | null
  }>
}

/** Assignments of the class with grades to be computed: of all its learners, or of some. */
export async function listStaleAssignments(
  connection: Connection,
  where: { classroomId: string; userIds?: readonly string[] },
): Promise<string[]> {
  const rows = await connection.$queryRaw<Array<{ id: string }>>`
    SELECT DISTINCT grades.assignment_id AS id
    FROM assignments
    JOIN grades ON grades.assignment_id = assignments.id
    WHERE assignments.classroom_id = ${where.classroomId}::uuid AND grades.computed_version < grades.version
      ${onlyOf(where.userIds)}`
  return rows.map(({ id }) => id)
}

/** The stale grades of one assignment, with all that they are made of but the rules. */
export async function listStaleGrades(
  connection: Connection,
  where: { assignmentId: string; userIds?: readonly string[] },
): Promise<StaleGrade[]> {
  const rows = await connection.$queryRaw<
    Array<{
      userId: string
      version: number
      submissionId: string | null
      submittedAt: Date
      kind: string | null
      score: number | null
    }>
  >`
    SELECT grades.user_id AS "userId", grades.version, submissions.id AS "submissionId",
      submissions.created_at AS "submittedAt", latest.kind, latest.score
    FROM grades
    JOIN assignments ON assignments.id = grades.assignment_id
    JOIN classrooms ON classrooms.id = assignments.classroom_id
    LEFT JOIN submissions ON submissions.user_id = grades.user_id AND submissions.slug = assignments.slug
      AND ${takenWhileRunning}
    LEFT JOIN LATERAL (
      SELECT verdicts.kind, verdicts.score FROM verdicts
      WHERE verdicts.submission_id = submissions.id
      ORDER BY verdicts.created_at DESC LIMIT 1) latest ON true
    WHERE grades.assignment_id = ${where.assignmentId}::uuid AND grades.computed_version < grades.version
      ${onlyOf(where.userIds)}
    ORDER BY grades.user_id, submissions.created_at, submissions.id`
  return [...Map.groupBy(rows, ({ userId }) => userId)].map(([userId, own]) => ({
    userId,
    version: own[0]?.version ?? 0,
    submissions: own.flatMap(({ submissionId, submittedAt, kind, score }) =>
      submissionId === null
        ? []
        : {
            submissionId,
            submittedAt: submittedAt.getTime(),
            verdict: kind === null ? null : { kind: parseVerdictKind(kind), score: score ?? 0 },
          },
    ),
  }))
}

function onlyOf(userIds: readonly string[] | undefined): Prisma.Sql {
  return userIds === undefined ? Prisma.empty : Prisma.sql`AND grades.user_id = ANY (${[...userIds]}::uuid[])`
}

/**
 * A grade that became stale again in the meantime stays stale. Rows are held in one order: many readers compute the same grades
 * at once, and two that took them in different orders would wait for each other.
 */
export async function saveGrades(
  connection: Connection,
  assignmentId: string,
  grades: ReadonlyArray<{ userId: string; version: number; grade: Grade }>,
): Promise<void> {
  if (grades.length === 0) return
  const rows = grades.map(({ userId, version, grade }) => ({ userId, version, ...grade }))
  await connection.$executeRaw`
    WITH fresh AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS fresh(
        "userId" uuid, version int, kind text, score float8, points float8, late boolean, "lateDays" int, attempts int,
        waiting int, ignored int, "submissionId" uuid, "submittedAt" float8, "firstAt" float8, "passedAt" float8)),
    held AS MATERIALIZED (
      SELECT grades.user_id FROM grades
      WHERE grades.assignment_id = ${assignmentId}::uuid AND grades.user_id IN (SELECT "userId" FROM fresh)
      ORDER BY grades.user_id
      FOR NO KEY UPDATE)
    UPDATE grades SET
      computed_version = fresh.version, kind = fresh.kind, score = fresh.score, points = fresh.points, late = fresh.late,
      late_days = fresh."lateDays", attempts = fresh.attempts, waiting = fresh.waiting, ignored = fresh.ignored,
      submission_id = fresh."submissionId", submitted_at = to_timestamp(fresh."submittedAt" / 1000),
      first_at = to_timestamp(fresh."firstAt" / 1000), passed_at = to_timestamp(fresh."passedAt" / 1000)
    FROM fresh JOIN held ON held.user_id = fresh."userId"
    WHERE grades.assignment_id = ${assignmentId}::uuid AND grades.user_id = fresh."userId"
      AND grades.computed_version < fresh.version`
}

/** The grades of some learners of a class, or of all; who has none for an assignment is not among them. */
export async function listGrades(
  connection: Connection,
  where: { classroomId: string; userIds?: readonly string[]; assignmentId?: string },
): Promise<Array<Grade & { assignmentId: string; userId: string }>> {
  const rows = await connection.grade.findMany({
    where: {
      assignment: { classroomId: where.classroomId },
      ...(where.assignmentId === undefined ? {} : { assignmentId: where.assignmentId }),
      ...(where.userIds === undefined ? {} : { userId: { in: [...where.userIds] } }),
    },
  })
  return rows.map(({ version: _version, computedVersion: _computed, ...row }) => ({
    ...row,
    kind: row.kind === null ? null : parseVerdictKind(row.kind),
    submittedAt: row.submittedAt?.getTime() ?? null,
    firstAt: row.firstAt?.getTime() ?? null,
    passedAt: row.passedAt?.getTime() ?? null,
  }))
}
