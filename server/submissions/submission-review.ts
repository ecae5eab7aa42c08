import 'server-only'

import { may } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { listAttempts } from '@/course/grades/attempts.ts'
import type { CommentView } from '@/course/submissions/comment.ts'
import { extendSchedule } from '@/course/assignments/deadlines.ts'
import { attemptLimitOf } from '@/course/grades/grade.ts'
import { findNeighbours } from '@/course/gradebook/neighbours.ts'
import type { AttemptStanding } from '@/course/grades/attempts.ts'
import { findEnrolment } from '@/store/classes/enrolments.ts'
import { listExtensions } from '@/store/assignments/assignments.ts'
import { findLastActor } from '@/store/accounts/audit-events.ts'
import { countComments } from '@/store/submissions/comments.ts'
import { listGrades } from '@/store/grades/grades.ts'
import { listOverrides } from '@/store/assignments/overrides.ts'
import { listLearnersWithWork } from '@/store/submissions/submission-classes.ts'
import type { SubmissionClass } from '@/store/submissions/submission-classes.ts'
import { listOutcomes } from '@/store/submissions/submissions.ts'
import type { GradedSubmission } from '@/course/grades/verdict-policy.ts'
import type { VerdictKind } from '@/grader/judge/verdict.ts'
import { findUser } from '@/store/accounts/users.ts'

import { listComments } from './comments.ts'
import { extensionOf, refreshGrades, rulesOf } from '../grades/grades.ts'
import { openSubmission, relationIn } from './submission-classes.ts'
import type { OpenedSubmission } from './submission-classes.ts'
import type { Context } from '../foundation/context.ts'

/** A submission as the work of one class: for its staff, and for the learner whose work it is. Times are ISO 8601 in UTC. */
export interface SubmissionReview {
  /** Every class in which the reader may look at it. */
  classes: Array<{ id: string; name: string }>
  /** The one that the rest is about; null for work that is no class's. */
  inClass: ClassReview | null
}

export interface ClassReview {
  id: string
  name: string
  timeZone: string
  archived: boolean
  /** What the reader may do here; nothing in an archived class. */
  mayComment: boolean
  mayOverride: boolean
  /** Only staff see who it is. */
  learner: { id: string; name: string; email: string; studentId: string | null } | null
  /** Due time and attempts are the learner's own, with their extension. */
  assignment: { id: string; points: number; dueAt: string | null; attemptLimit: number | null; extended: boolean }
  /** What the rules made of all their submissions; null points while nothing counts. */
  grade: { points: number | null; attempts: number; countsThis: boolean }
  override: { points: number; reason: string; at: string; by: string | null } | null
  standing: AttemptStanding | null
  /** Every submission of this learner for this exercise, oldest first. */
  history: ReviewedAttempt[]
  /** Of the class, in the gradebook's order, with something to look at; null for the owner. */
  neighbours: { previous: Neighbour | null; next: Neighbour | null } | null
  comments: CommentView[]
}

export interface ReviewedAttempt extends AttemptStanding {
  at: string
  kind: VerdictKind | null
  /** 0..1 */
  score: number | null
  comments: number
}

export interface Neighbour {
  submissionId: string
  name: string
}

/**
 * @param classroomId the class to look at it in; another one than the reader's is ignored for the first of theirs
 * @throws DomainError 'not-found' for who may not see the submission
 */
export async function getSubmissionReview(
  context: Context,
  actor: Actor,
  submissionId: string,
  classroomId?: string,
): Promise<SubmissionReview> {
  const opened = await openSubmission(context, actor, submissionId)
  const { classes } = opened
  const chosen = classes.find(({ classroom }) => classroom.id === classroomId) ?? classes[0]
  return {
    classes: classes.map(({ classroom: { id, name } }) => ({ id, name })),
    inClass: chosen === undefined ? null : await reviewInClass(context, actor, opened, chosen),
  }
}

async function reviewInClass(
  context: Context,
  actor: Actor,
  opened: OpenedSubmission,
  chosen: SubmissionClass,
): Promise<ClassReview> {
  const { database } = context
  const { submission, mine } = opened
  const { classroom, assignment } = chosen
  await refreshGrades(database, classroom.id)
  const { userId, slug } = submission
  const where = { classroomId: classroom.id, userIds: [userId] }
  const ofAssignment = ({ assignmentId }: { assignmentId: string }) => assignmentId === assignment.id
  const [grades, overrides, extensions, outcomes, comments, learner, neighbours] = await Promise.all([
    listGrades(database, { ...where, assignmentId: assignment.id }),
    listOverrides(database, where),
    listExtensions(database, where),
    listOutcomes(database, { userIds: [userId], slugs: [slug], until: classroom.archivedAt }),
    listComments(context, actor, submission.id, classroom.id),
    mine ? null : findLearner(context, classroom.id, userId),
    mine ? null : listLearnersWithWork(database, { classroomId: classroom.id, assignmentId: assignment.id }),
  ])
  const rules = rulesOf(assignment, classroom.timeZone)
  const extension = extensionOf(extensions.find(ofAssignment))
  const { dueAt } = extendSchedule(rules.schedule, extension)
  const attempts = listAttempts(outcomes, rules, extension)
  const override = overrides.find(ofAssignment)
  const grade = grades[0]
  const relation = relationIn(opened, chosen)
  const running = classroom.archivedAt === null
  return {
    id: classroom.id,
    name: classroom.name,
    timeZone: classroom.timeZone,
    archived: !running,
    mayComment: running && may(actor, 'comment', relation),
    mayOverride: running && may(actor, 'override-grade', relation),
    learner,
    assignment: {
      id: assignment.id,
      points: assignment.points,
      dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
      attemptLimit: attemptLimitOf(rules, extension),
      extended: extension !== null,
    },
    grade: {
      points: grade?.points ?? null,
      attempts: grade?.attempts ?? 0,
      countsThis: grade?.submissionId === submission.id && grade.kind !== null,
    },
    override:
      override === undefined
        ? null
        : {
            points: override.points,
            reason: override.reason,
            at: override.createdAt.toISOString(),
            by: await findOverrider(context, classroom.id, userId, slug),
          },
    standing: attempts.find((attempt) => attempt.submissionId === submission.id) ?? null,
    history: await describeHistory(context, outcomes, attempts, classroom.id),
    neighbours: neighbours === null ? null : findNeighbours(neighbours, userId),
    comments,
  }
}

async function findLearner(context: Context, classroomId: string, userId: string): Promise<ClassReview['learner']> {
  const { database } = context
  const [user, enrolment] = await Promise.all([
    findUser(database, userId),
    findEnrolment(database, classroomId, userId),
  ])
  if (user === undefined) return null
  return {
    id: user.id,
    name: user.displayName,
    email: user.deletedAt === null ? user.email : '',
    studentId: enrolment?.studentId ?? null,
  }
}

async function findOverrider(
  context: Context,
  classroomId: string,
  userId: string,
  slug: string,
): Promise<string | null> {
  const found = await findLastActor(context.database, {
    subject: `classroom:${classroomId}`,
    action: 'grade.overridden',
    userId,
    slug,
  })
  return found?.name ?? null
}

async function describeHistory(
  context: Context,
  outcomes: readonly GradedSubmission[],
  attempts: readonly AttemptStanding[],
  classroomId: string,
): Promise<ReviewedAttempt[]> {
  const comments = await countComments(context.database, {
    submissionIds: outcomes.map(({ submissionId }) => submissionId),
    classroomIds: [classroomId],
  })
  const byId = new Map(outcomes.map((outcome) => [outcome.submissionId, outcome]))
  return attempts.flatMap((attempt) => {
    const outcome = byId.get(attempt.submissionId)
    if (outcome === undefined) return []
    return {
      ...attempt,
      at: new Date(outcome.submittedAt).toISOString(),
      kind: outcome.verdict?.kind ?? null,
      score: outcome.verdict?.score ?? null,
      comments: comments.get(attempt.submissionId) ?? 0,
    }
  })
}
