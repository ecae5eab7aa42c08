import 'server-only'
import { z } from 'zod'

import { may, relationToClass } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { extendSchedule } from '@/course/assignments/deadlines.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { attemptLimitOf, standingsOf } from '@/course/grades/grade.ts'
import { cellDetail } from '@/course/gradebook/gradebook-cell.ts'
import type { CellDetail } from '@/course/gradebook/gradebook-cell.ts'
import { findAssignment, listExtensions } from '@/store/assignments/assignments.ts'
import { listGradeEvents } from '@/store/accounts/audit-events.ts'
import { listGrades } from '@/store/grades/grades.ts'
import type { Grade } from '@/course/grades/grade.ts'
import { listOverrides } from '@/store/assignments/overrides.ts'
import { listOutcomes } from '@/store/submissions/submissions.ts'
import { findEnrolment } from '@/store/classes/enrolments.ts'
import { findUser } from '@/store/accounts/users.ts'

import { extensionOf, refreshGrades, rulesOf } from '../grades/grades.ts'
import { requireInClass } from '../membership/membership.ts'
import { parseId } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'

const shownSubmissions = 200
const shownDeeds = 20

const deeds = cellDetail.shape.deeds

/**
 * How a learner's grade for an assignment came about.
 * @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers, and where the class has no such
 * assignment or nobody such who learns in it
 */
export async function getGradebookCell(
  context: Context,
  actor: Actor,
  classroomId: string,
  cell: { assignmentId: string; userId: string },
): Promise<CellDetail> {
  const { database } = context
  const { classroom, role } = await requireInClass(context, actor, classroomId, 'read-gradebook')
  const assignmentId = parseId(z.uuid(), cell.assignmentId)
  const userId = parseId(z.uuid(), cell.userId)
  const [assignment, enrolment, user] = await Promise.all([
    findAssignment(database, assignmentId),
    findEnrolment(database, classroom.id, userId),
    findUser(database, userId),
  ])
  if (assignment === undefined || assignment.classroomId !== classroom.id) throw new DomainError('not-found')
  if (user === undefined || enrolment?.role !== 'learner' || enrolment.removedAt !== null) {
    throw new DomainError('not-found')
  }
  await refreshGrades(database, classroom.id, { userIds: [userId] })
  const where = { classroomId: classroom.id, userIds: [userId] }
  const { slug } = assignment
  const [grades, overrides, extensions, outcomes, events] = await Promise.all([
    listGrades(database, { ...where, assignmentId }),
    listOverrides(database, where),
    listExtensions(database, where),
    listOutcomes(database, { userIds: [userId], slugs: [slug], until: classroom.archivedAt }),
    listGradeEvents(database, { classroomId: classroom.id, userId, slug }, shownDeeds),
  ])
  const grade = grades[0] ?? null
  const override = overrides.find((one) => one.assignmentId === assignmentId)
  const extension = extensionOf(extensions.find((one) => one.assignmentId === assignmentId))
  const rules = rulesOf(assignment, classroom.timeZone)
  const { dueAt, closesAt } = extendSchedule(rules.schedule, extension)
  return {
    learner: {
      id: user.id,
      name: user.displayName,
      email: user.deletedAt === null ? user.email : '',
      studentId: enrolment.studentId,
    },
    assignment: {
      id: assignmentId,
      slug,
      points: assignment.points,
      dueAt,
      closesAt,
      plainDueAt: rules.schedule.dueAt,
      plainClosesAt: rules.schedule.closesAt,
      latePolicy: assignment.latePolicy,
      latePercent: assignment.latePercent,
      attemptLimit: attemptLimitOf(rules, extension),
      counting: assignment.counting,
    },
    grade: grade === null || outcomes.length === 0 ? null : viewGrade(grade, assignment.points),
    override: override === undefined ? null : { points: override.points, reason: override.reason },
    extension: extension === null ? null : { ...extension, reason: reasonOf(extensions, assignmentId) },
    deeds: deeds.parse(events.map(({ action, at, actorName }) => ({ action, at: at.getTime(), by: actorName }))),
    submissions: standingsOf(outcomes, rules, extension)
      .slice(-shownSubmissions)
      .toReversed()
      .map(({ submission, standing, timeliness }) => ({
        id: submission.submissionId,
        at: submission.submittedAt,
        kind: submission.verdict?.kind ?? null,
        score: submission.verdict?.score ?? null,
        standing,
        lateDays: timeliness.lateDays,
        chosen: grade?.kind !== null && grade?.submissionId === submission.submissionId,
      })),
    mayChange: classroom.archivedAt === null && may(actor, 'override-grade', relationToClass(role)),
  }
}

function viewGrade(grade: Grade, outOf: number): CellDetail['grade'] {
  const { kind, score, points, late, lateDays, attempts, waiting, ignored } = grade
  const lost = score === null || points === null ? 0 : Math.max(0, score * outOf - points)
  return { kind, score, points, lost, late, lateDays, attempts, waiting, ignored }
}

function reasonOf(extensions: ReadonlyArray<{ assignmentId: string; reason: string }>, assignmentId: string): string {
  return extensions.find((one) => one.assignmentId === assignmentId)?.reason ?? ''
}
