import 'server-only'
import { z } from 'zod'

import type { Actor } from '@/course/access.ts'
import { DomainError } from '@/course/errors.ts'
import { planRegrade } from '@/course/regrade.ts'
import type { LearnerRegrade } from '@/course/regrade.ts'
import { listAssignments, listExtensions } from '@/store/assignments.ts'
import type { AssignmentRecord } from '@/store/assignments.ts'
import { appendAuditEvent } from '@/store/audit-events.ts'
import { inTransaction } from '@/store/database.ts'
import { keepRevision } from '@/store/exercise-revisions.ts'
import { addNotices } from '@/store/notices.ts'
import { notify } from '@/store/notifications.ts'
import {
  closeRegrade,
  countOutdated,
  createRegrade,
  listLearnersElsewhere,
  listOutdated,
  listRegradeItems,
  listRegrades,
  publishRegradings,
} from '@/store/regrades.ts'
import type { CountedRegrade, RegradeRecord } from '@/store/regrades.ts'
import { listOutcomes } from '@/store/submissions.ts'

import { getExercise } from './exercises.ts'
import { extensionOf, rulesOf } from './grades.ts'
import { requireInClass, requireInRunningClass } from './membership.ts'
import type { Membership } from './membership.ts'
import { parseId, parseInput, shortText } from './parse-input.ts'
import { getServices } from './services.ts'

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
  learners: Array<LearnerRegrade & { name: string }>
}

const request = z.object({ slug: z.string().max(100), reason: shortText(500) })

/** A regrade writes for every submission of a class. */
const wholeClass = { timeoutMs: 120_000 }

/** What could be graded again, and what was. */
export async function getRegrades(
  actor: Actor,
  classroomId: string,
): Promise<{ outdated: OutdatedAssignment[]; regrades: RegradeSummary[] }> {
  const { database } = getServices()
  const { classroom } = await requireInClass(actor, classroomId, 'regrade')
  const [assignments, regrades] = await Promise.all([
    listAssignments(database, classroom.id),
    listRegrades(database, { classroomId: classroom.id, limit: 50 }),
  ])
  const outdated: OutdatedAssignment[] = []
  for (const { slug } of assignments) {
    const exercise = await getServices().course.findExercise(slug)
    // One that the course no longer has stays as it was graded.
    if (exercise === undefined) continue
    const revisionId = await keepRevision(database, exercise)
    const count = await countOutdated(database, { classroomId: classroom.id, slug, revisionId })
    if (count.submissions > 0) outdated.push({ slug, ...count })
  }
  return { outdated, regrades: regrades.map(summarise) }
}

/**
 * Has the class's submissions graded by the exercise as it is now, to be looked at. No grade changes.
 * @throws DomainError 'not-found' where nothing is out of date
 */
export async function startRegrade(
  actor: Actor,
  classroomId: string,
  asked: z.input<typeof request>,
): Promise<{ id: string }> {
  const { classroom } = await requireInRunningClass(actor, classroomId, 'regrade')
  const { slug, reason } = parseInput(request, asked)
  await requireAssigned(classroom.id, slug)
  const { database, queue } = getServices()
  const revisionId = await keepRevision(database, await getExercise(slug))
  const grading = await queue()
  return inTransaction(
    database,
    async (transaction) => {
      const outdated = await listOutdated(transaction, { classroomId: classroom.id, slug, revisionId })
      if (outdated.length === 0) throw new DomainError('not-found')
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
  actor: Actor,
  classroomId: string,
  id: string,
  options: { fallsToo: boolean },
): Promise<RegradeView> {
  const membership = await requireInClass(actor, classroomId, 'regrade')
  const regrade = await requireRegrade(membership, id)
  return { ...summarise(regrade), learners: await planLearners(actor, membership, regrade, options) }
}

/**
 * Makes the new verdicts count. What would take points away stays behind, unless `fallsToo` says otherwise.
 * @throws DomainError 'out-of-date' while it is graded, or after somebody else decided
 */
export async function commitRegrade(
  actor: Actor,
  classroomId: string,
  id: string,
  options: { fallsToo: boolean },
): Promise<{ learners: number; submissions: number }> {
  const membership = await requireInRunningClass(actor, classroomId, 'regrade')
  const regrade = await requireRegrade(membership, id)
  const { database } = getServices()
  if (regrade.graded < regrade.items) throw new DomainError('out-of-date')
  const learners = await planLearners(actor, membership, regrade, options)
  const changed = learners.filter(({ from, to }) => from !== to)
  const { slug } = regrade
  return inTransaction(
    database,
    async (transaction) => {
      if (!(await closeRegrade(transaction, regrade.id, 'committedAt'))) throw new DomainError('out-of-date')
      const submissions = await publishRegradings(
        transaction,
        regrade.id,
        learners.flatMap(({ publish }) => publish),
      )
      await addNotices(
        transaction,
        changed.map(({ userId, from, to }) => ({
          userId,
          kind: 'regraded',
          details: { classroomId: membership.classroom.id, slug, from, to },
          dedupeKey: `regraded:${regrade.id}`,
        })),
      )
      await appendAuditEvent(transaction, {
        actorId: actor.userId,
        action: 'regrade.committed',
        subject: `classroom:${membership.classroom.id}`,
        details: { slug, fallsToo: options.fallsToo, learners: changed.length, submissions },
      })
      await notify(transaction, { type: 'class', classroomId: membership.classroom.id })
      return { learners: changed.length, submissions }
    },
    wholeClass,
  )
}

/** What waits to be graded for it is left alone. @throws DomainError 'out-of-date' after somebody decided */
export async function discardRegrade(actor: Actor, classroomId: string, id: string): Promise<void> {
  const membership = await requireInRunningClass(actor, classroomId, 'regrade')
  const regrade = await requireRegrade(membership, id)
  await inTransaction(getServices().database, async (transaction) => {
    if (!(await closeRegrade(transaction, regrade.id, 'discardedAt'))) throw new DomainError('out-of-date')
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'regrade.discarded',
      subject: `classroom:${membership.classroom.id}`,
      details: { slug: regrade.slug },
    })
  })
}

async function planLearners(
  actor: Actor,
  { classroom }: Membership,
  { id, slug }: RegradeRecord,
  options: { fallsToo: boolean },
): Promise<RegradeView['learners']> {
  const { database } = getServices()
  const assignment = await requireAssigned(classroom.id, slug)
  const items = await listRegradeItems(database, id)
  const userIds = [...new Set(items.map(({ userId }) => userId))]
  const [outcomes, extensions, elsewhere] = await Promise.all([
    listOutcomes(database, { userIds, slugs: [slug], until: classroom.archivedAt }),
    listExtensions(database, { classroomId: classroom.id, userIds }),
    listLearnersElsewhere(database, { userIds, slug, classroomId: classroom.id, instructorId: actor.userId }),
  ])
  const submissions = Map.groupBy(outcomes, ({ userId }) => userId)
  const extension = new Map(
    extensions.filter(({ assignmentId }) => assignmentId === assignment.id).map((given) => [given.userId, given]),
  )
  const rules = rulesOf(assignment, classroom.timeZone)
  return [...Map.groupBy(items, ({ userId }) => userId)]
    .map(([userId, regraded]) => ({
      name: regraded[0]?.learnerName ?? '',
      ...planRegrade(
        {
          userId,
          submissions: submissions.get(userId) ?? [],
          regraded,
          extension: extensionOf(extension.get(userId)),
          elsewhere: elsewhere.includes(userId),
        },
        rules,
        options,
      ),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

async function requireRegrade({ classroom }: Membership, id: string): Promise<CountedRegrade> {
  const where = { classroomId: classroom.id, id: parseId(z.uuid(), id), limit: 1 }
  const [regrade] = await listRegrades(getServices().database, where)
  if (regrade === undefined) throw new DomainError('not-found')
  return regrade
}

async function requireAssigned(classroomId: string, slug: string): Promise<AssignmentRecord> {
  const assignments = await listAssignments(getServices().database, classroomId)
  const found = assignments.find((assignment) => assignment.slug === slug)
  if (found === undefined) throw new DomainError('not-found')
  return found
}

function summarise(regrade: CountedRegrade): RegradeSummary {
  const { id, slug, reason, createdAt, committedAt, discardedAt, items, graded } = regrade
  const open = graded < items ? 'grading' : 'ready'
  const standing = committedAt !== null ? 'committed' : discardedAt !== null ? 'discarded' : open
  return { id, slug, reason, createdAt: createdAt.toISOString(), standing, items, graded }
}
