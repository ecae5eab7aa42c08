import 'server-only'
import { z } from 'zod'

import type { Actor } from '@/course/accounts/access.ts'
import { phaseOf } from '@/course/assignments/assignment-phase.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { attemptLimitOf } from '@/course/grades/grade.ts'
import type { AssignmentHere, LearnerAssignment } from '@/course/progress/learner-assignment.ts'
import type { ExerciseStatus } from '@/course/progress/progress.ts'
import { listAssignments, listAssignmentsOfLearner, listExtensions } from '@/store/assignments/assignments.ts'
import type { AssignmentRecord, ExtensionRecord } from '@/store/assignments/assignments.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import type { ClassroomRecord } from '@/store/classes/classrooms.ts'
import { countCommentsBySlug } from '@/store/submissions/comments.ts'
import { findEnrolmentRole } from '@/store/classes/enrolments.ts'
import { listGrades } from '@/store/grades/grades.ts'
import type { Grade } from '@/course/grades/grade.ts'
import { listOverrides } from '@/store/assignments/overrides.ts'
import type { OverrideRecord } from '@/store/assignments/overrides.ts'
import { findUser } from '@/store/accounts/users.ts'

import { extensionOf, refreshGrades, rulesOf } from '../grades/grades.ts'
import { requireInClass } from '../membership/membership.ts'
import { parseId } from '../foundation/parse-input.ts'
import { listOpenSolutions } from '../grades/solution-standing.ts'
import type { Context } from '../foundation/context.ts'

/** A class as one of its learners sees it. Times are ISO 8601 in UTC. */
export interface LearnerClass {
  id: string
  name: string
  timeZone: string
  learner: { id: string; name: string }
  /** What is sent now counts no more. */
  archived: boolean
  assignments: LearnerAssignment[]
}

/**
 * The actor's own view of a class; with `userId`, that of one of its learners, for its staff. Looking at it through somebody
 * else's eyes changes nothing but the class's log, where it stands.
 * @throws DomainError 'not-found' for who does not learn in the class, 'forbidden' for learners who look at others
 */
export async function getLearnerClass(
  context: Context,
  actor: Actor,
  classroomId: string,
  userId?: string,
): Promise<LearnerClass> {
  const { database } = context
  const isOwn = userId === undefined
  const { classroom } = await requireInClass(context, actor, classroomId, isOwn ? 'read-classroom' : 'view-as-learner')
  const id = isOwn ? actor.userId : parseId(z.uuid(), userId)
  const [role, user] = await Promise.all([findEnrolmentRole(database, classroom.id, id), findUser(database, id)])
  if (role !== 'learner' || user === undefined) throw new DomainError('not-found')
  await refreshGrades(database, classroom.id)
  const where = { classroomId: classroom.id, userIds: [id] }
  const [assignments, extensions, grades, overrides, comments] = await Promise.all([
    listAssignments(database, classroom.id),
    listExtensions(database, where),
    listGrades(database, where),
    listOverrides(database, where),
    countCommentsBySlug(database, { classroomId: classroom.id, ownerId: id }),
  ])
  if (!isOwn) {
    await appendAuditEvent(database, {
      actorId: actor.userId,
      action: 'learner.viewed',
      subject: `classroom:${classroom.id}`,
      details: { userId: id },
    })
  }
  const now = context.clock().getTime()
  const openSolutions = await listOpenSolutions(
    context,
    id,
    assignments.map(({ slug }) => slug),
  )
  return {
    id: classroom.id,
    name: classroom.name,
    timeZone: classroom.timeZone,
    learner: { id, name: user.displayName },
    archived: classroom.archivedAt !== null,
    assignments: assignments.map((assignment) => {
      const ofAssignment = (record: { assignmentId: string }) => record.assignmentId === assignment.id
      return viewForLearner(assignment, {
        now,
        classroom,
        extension: extensions.find(ofAssignment),
        grade: grades.find(ofAssignment),
        override: overrides.find(ofAssignment),
        comments: comments.get(assignment.slug) ?? 0,
        solutionOpen: openSolutions.has(assignment.slug),
      })
    }),
  }
}

/** What running classes ask of the actor with this exercise, the one that is due first in front. */
export async function listAssignmentsHere(context: Context, actor: Actor, slug: string): Promise<AssignmentHere[]> {
  const { database } = context
  const { userId } = actor
  const given = await listAssignmentsOfLearner(database, { userId, slug })
  const running = given.filter(({ ended }) => !ended)
  const openSolutions = running.length === 0 ? new Set<string>() : await listOpenSolutions(context, userId, [slug])
  return Promise.all(
    running.map(async (assignment) => {
      const { id, classroomId, className, timeZone, extension } = assignment
      await refreshGrades(database, classroomId, { userIds: [userId] })
      const where = { classroomId, userIds: [userId] }
      const [grades, overrides, comments] = await Promise.all([
        listGrades(database, { ...where, assignmentId: id }),
        listOverrides(database, where),
        countCommentsBySlug(database, { classroomId, ownerId: userId }),
      ])
      const view = viewForLearner(assignment, {
        now: context.clock().getTime(),
        classroom: { timeZone, archivedAt: null },
        extension: extension ?? undefined,
        grade: grades[0],
        override: overrides.find(({ assignmentId }) => assignmentId === id),
        comments: comments.get(slug) ?? 0,
        solutionOpen: openSolutions.has(slug),
      })
      return { ...view, classroom: { id: classroomId, name: className, timeZone } }
    }),
  )
}

function viewForLearner(
  assignment: AssignmentRecord,
  own: {
    now: number
    classroom: Pick<ClassroomRecord, 'timeZone' | 'archivedAt'>
    extension: ExtensionRecord | undefined
    grade: Grade | undefined
    override: OverrideRecord | undefined
    comments: number
    solutionOpen: boolean
  },
): LearnerAssignment {
  const { id, slug, points, latePolicy, latePercent, counting, solutionOpens } = assignment
  const { grade, override, classroom } = own
  const rules = rulesOf(assignment, classroom.timeZone)
  const extension = extensionOf(own.extension)
  const { phase, schedule } = phaseOf(own.now, {
    ...rules,
    extension,
    archivedAt: classroom.archivedAt?.getTime() ?? null,
  })
  return {
    id,
    slug,
    phase,
    opensAt: asText(schedule.opensAt),
    dueAt: asText(schedule.dueAt),
    closesAt: asText(schedule.closesAt),
    extended: extension !== null,
    latePolicy,
    latePercent,
    counting,
    solutionOpens,
    solutionOpen: own.solutionOpen,
    status: statusIn(grade),
    points,
    reached: override?.points ?? grade?.points ?? null,
    override: override === undefined ? null : { reason: override.reason },
    lateDays: grade?.lateDays ?? 0,
    waiting: grade?.waiting ?? 0,
    attempts: grade?.attempts ?? 0,
    attemptLimit: attemptLimitOf(rules, extension),
    submissionId: grade?.submissionId ?? null,
    comments: own.comments,
  }
}

function statusIn(grade: Grade | undefined): ExerciseStatus {
  if (grade === undefined || (grade.kind === null && grade.waiting === 0)) return 'new'
  return grade.passedAt === null ? 'tried' : 'passed'
}

function asText(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
