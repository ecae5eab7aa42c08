import 'server-only'
import { z } from 'zod'

import type { AnswerOf, BodyOf } from '@/contracts/contract.ts'
import { regradeApi } from '@/contracts/regrades.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { checkChanges, directionOf } from '@/course/regrades/regrade.ts'
import type { RegradedLearner } from '@/course/regrades/regrade.ts'
import { listAssignments } from '@/store/assignments/assignments.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { findClassroom } from '@/store/classes/classrooms.ts'
import type { ClassroomRecord } from '@/store/classes/classrooms.ts'
import { inTransaction, wholeClass } from '@/store/foundation/database.ts'
import type { Connection, Transaction } from '@/store/foundation/database.ts'
import { holdClassroom } from '@/store/classes/enrolments.ts'
import { keepRevision } from '@/store/exercises/exercise-revisions.ts'
import { addNotices } from '@/store/notices/notices.ts'
import { notify } from '@/store/notices/notifications.ts'
import { keepRegradeChanges, listRegradeChanges } from '@/store/regrades/regrade-changes.ts'
import type { RegradeChangeRecord } from '@/store/regrades/regrade-changes.ts'
import {
  closeRegrade,
  countOutdated,
  createRegrade,
  holdRegradedLearners,
  listOpenRegrades,
  listOutdated,
  listRegrades,
  publishRegradings,
} from '@/store/regrades/regrades.ts'
import type { CountedRegrade, RegradeRecord } from '@/store/regrades/regrades.ts'

import { getExercise } from '../course/exercises.ts'
import { fingerprintOf } from '../foundation/fingerprint.ts'
import { requireInClass, requireInRunningClass } from '../membership/membership.ts'
import { commitPlanned } from '../membership/planned.ts'
import { parseId, parseInput } from '../foundation/parse-input.ts'
import { byName, makeRegradePlan, requireAssigned } from './regrade-plan.ts'
import type { CourseContext } from '../course/course-context.ts'
import type { SubmissionContext } from '../submissions/submission-context.ts'
import type { Context } from '../foundation/context.ts'

/** An assignment whose exercise has changed since submissions of the class were judged. */
export interface OutdatedAssignment {
  slug: string
  submissions: number
  learners: number
}

export interface RegradeSummary {
  id: string
  slug: string
  reason: string
  /** ISO 8601. */
  createdAt: string
  standing: 'grading' | 'ready' | 'committed' | 'discarded'
  items: number
  graded: number
}

export interface RegradeView extends RegradeSummary {
  /** None after it was discarded, nor where it was committed by a release that did not keep them. */
  learners: RegradedLearner[]
  /** Open, by a revision that is no longer the exercise's own: it can only be discarded. */
  superseded: boolean
  /** Names what committing would do: doing anything else is refused. */
  fingerprint: string
}

/** What could be graded again, and what was. */
export async function getRegrades(
  context: CourseContext,
  actor: Actor,
  classroomId: string,
): Promise<{ outdated: OutdatedAssignment[]; regrades: RegradeSummary[] }> {
  const { database } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'regrade')
  const [assignments, regrades] = await Promise.all([
    listAssignments(database, classroom.id),
    listRegrades(database, { classroomId: classroom.id, limit: 50 }),
  ])
  const outdated: OutdatedAssignment[] = []
  for (const { slug } of assignments) {
    const exercise = await context.course.findExercise(slug)
    // One that the course no longer has stays as it was graded.
    if (exercise === undefined) continue
    const revisionId = await keepRevision(database, exercise)
    const count = await countOutdated(database, { classroomId: classroom.id, slug, revisionId })
    if (count.submissions > 0) outdated.push({ slug, ...count })
  }
  return { outdated, regrades: regrades.map(summarise) }
}

/**
 * Has the class's submissions graded by the exercise as it is now, to be looked at. No grade changes. Open ones by another revision
 * are discarded.
 * @returns the id of the open one by this revision, where there is one already
 * @throws DomainError 'not-found' where nothing is out of date
 */
export async function startRegrade(
  context: SubmissionContext,
  actor: Actor,
  classroomId: string,
  asked: BodyOf<typeof regradeApi.start>,
): Promise<{ id: string }> {
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'regrade')
  const { slug, reason } = parseInput(regradeApi.start.body, asked)
  const { database, queue } = context
  await requireAssigned(database, classroom.id, slug)
  const revisionId = await keepRevision(database, await getExercise(context, slug))
  const grading = await queue()
  return inTransaction(
    database,
    async (transaction) => {
      // Of two who start at once, one is led to the other's.
      await holdClassroom(transaction, classroom.id)
      await requireRunning(transaction, classroom.id)
      const open = await listOpenRegrades(transaction, { classroomId: classroom.id, slug })
      const same = open.find((regrade) => regrade.revisionId === revisionId)
      if (same !== undefined) return { id: same.id }
      const outdated = await listOutdated(transaction, { classroomId: classroom.id, slug, revisionId })
      if (outdated.length === 0) throw new DomainError('not-found')
      for (const older of open) await discard(transaction, actor, older)
      const submissionIds = outdated.map(({ submissionId }) => submissionId)
      const regradeId = await createRegrade(transaction, {
        classroomId: classroom.id,
        slug,
        revisionId,
        reason,
        submissionIds,
      })
      for (const submissionId of submissionIds) await grading.enqueueRegrading(transaction, { submissionId, regradeId })
      await appendAuditEvent(transaction, {
        actorId: actor.userId,
        action: 'regrade.started',
        subject: `classroom:${classroom.id}`,
        details: { slug, reason, submissions: submissionIds.length },
      })
      return { id: regradeId }
    },
    wholeClass,
  )
}

/** Who changes, from what, to what, and why; those whom it leaves as they are too. */
export async function getRegrade(
  context: CourseContext,
  actor: Actor,
  classroomId: string,
  id: string,
): Promise<RegradeView> {
  const { database } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'regrade')
  const regrade = await requireRegrade(database, classroom, id)
  const summary = summarise(regrade)
  if (summary.standing === 'committed' || summary.standing === 'discarded') {
    const changes = (await listRegradeChanges(database, regrade.id)).toSorted(byName)
    const learners = changes.map((change) => viewLearner(change, { decided: true }))
    return { ...summary, learners, superseded: false, fingerprint: fingerprintOf(changes) }
  }
  const plan = await makeRegradePlan(database, classroom, regrade, { instructorId: actor.userId })
  return {
    ...summary,
    learners: plan.careful.map((learner) => viewLearner(learner, { decided: false })),
    superseded: !(await isCurrent(context, database, regrade)),
    fingerprint: plan.fingerprint,
  }
}

/**
 * Makes the new verdicts count. What would take points away stays behind, unless `fallsToo` says otherwise.
 * @param request.fingerprint of what was shown
 * @throws DomainError 'out-of-date' while it is graded, after somebody else decided, and where it would do anything else than was
 * shown; 'exercise-changed' when the exercise has another revision by now
 */
export async function commitRegrade(
  context: CourseContext,
  actor: Actor,
  classroomId: string,
  id: string,
  request: BodyOf<typeof regradeApi.commit>,
): Promise<AnswerOf<typeof regradeApi.commit>> {
  return commitPlanned(context, actor, {
    classroomId,
    action: 'regrade',
    read: () => parseId(z.uuid(), id),
    holdFirst: holdRegradedLearners,
    plan: async (transaction, ofClass) => {
      const classroom = await requireRunning(transaction, ofClass)
      const regrade = await requireRegrade(transaction, classroom, id)
      if (summarise(regrade).standing !== 'ready') throw new DomainError('out-of-date')
      if (!(await isCurrent(context, transaction, regrade))) throw new DomainError('exercise-changed')
      const plan = await makeRegradePlan(transaction, classroom, regrade, { instructorId: actor.userId })
      return { ...plan, regrade }
    },
    seen: request.fingerprint,
    apply: async (transaction, { regrade, careful, whole }) => {
      if (!(await closeRegrade(transaction, regrade.id, 'committedAt'))) throw new DomainError('out-of-date')
      const learners = request.fallsToo ? whole : careful
      await keepRegradeChanges(transaction, regrade.id, learners)
      const submissions = await publishRegradings(
        transaction,
        regrade.id,
        learners.flatMap(({ publish }) => publish),
      )
      const changed = learners.filter(({ from, to }) => from !== to)
      await tellLearners(transaction, regrade, changed)
      const fell = changed.filter((learner) => directionOf(learner, { decided: true }) === 'falls').length
      const { slug, classroomId: ofClass } = regrade
      await appendAuditEvent(transaction, {
        actorId: actor.userId,
        action: 'regrade.committed',
        subject: `classroom:${ofClass}`,
        details: { slug, fallsToo: request.fallsToo, learners: changed.length, fell, submissions },
      })
      await notify(transaction, { type: 'class', classroomId: ofClass })
      return { learners: changed.length, submissions }
    },
  })
}

/** What waits to be graded for it is left alone. @throws DomainError 'out-of-date' after somebody decided */
export async function discardRegrade(context: Context, actor: Actor, classroomId: string, id: string): Promise<void> {
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'regrade')
  await inTransaction(context.database, async (transaction) => {
    await discard(transaction, actor, await requireRegrade(transaction, classroom, id))
  })
}

async function discard(transaction: Transaction, actor: Actor, regrade: RegradeRecord): Promise<void> {
  if (!(await closeRegrade(transaction, regrade.id, 'discardedAt'))) throw new DomainError('out-of-date')
  await appendAuditEvent(transaction, {
    actorId: actor.userId,
    action: 'regrade.discarded',
    subject: `classroom:${regrade.classroomId}`,
    details: { slug: regrade.slug },
  })
}

/** Of a class that is held. @throws DomainError 'class-archived' where it was archived before that */
async function requireRunning(transaction: Transaction, id: string): Promise<ClassroomRecord> {
  const classroom = await findClassroom(transaction, id)
  if (classroom === undefined) throw new DomainError('not-found')
  if (classroom.archivedAt !== null) throw new DomainError('class-archived')
  return classroom
}

async function tellLearners(
  transaction: Transaction,
  { id, classroomId, slug }: RegradeRecord,
  changed: ReadonlyArray<{ userId: string; from: number | null; to: number | null }>,
): Promise<void> {
  await addNotices(
    transaction,
    changed.map(({ userId, from, to }) => ({
      userId,
      kind: 'regraded',
      details: { classroomId, slug, from, to },
      dedupeKey: `regraded:${id}`,
    })),
  )
}

/** Whether the exercise is still what the regrade grades by. */
async function isCurrent(
  context: CourseContext,
  connection: Connection,
  { slug, revisionId }: RegradeRecord,
): Promise<boolean> {
  const exercise = await context.course.findExercise(slug)
  return exercise !== undefined && (await keepRevision(connection, exercise)) === revisionId
}

function viewLearner(
  { userId, name, from, to, lowest, elsewhere, why }: RegradeChangeRecord & { name: string },
  options: { decided: boolean },
): RegradedLearner {
  const points = { from, to, lowest, elsewhere }
  return { userId, name, ...points, direction: directionOf(points, options), why: checkChanges.parse(why) }
}

async function requireRegrade(connection: Connection, classroom: ClassroomRecord, id: string): Promise<CountedRegrade> {
  const where = { classroomId: classroom.id, id: parseId(z.uuid(), id), limit: 1 }
  const [regrade] = await listRegrades(connection, where)
  if (regrade === undefined) throw new DomainError('not-found')
  return regrade
}

function summarise(regrade: CountedRegrade): RegradeSummary {
  const { id, slug, reason, createdAt, committedAt, discardedAt, items, graded } = regrade
  const open = graded < items ? 'grading' : 'ready'
  const standing = committedAt !== null ? 'committed' : discardedAt !== null ? 'discarded' : open
  return { id, slug, reason, createdAt: createdAt.toISOString(), standing, items, graded }
}
