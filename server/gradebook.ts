import 'server-only'

import { relationToClass, requirePermit } from '@/course/access.ts'
import type { Actor } from '@/course/access.ts'
import { makeGradebook } from '@/course/gradebook.ts'
import type { Gradebook } from '@/course/gradebook.ts'
import { listAssignments } from '@/store/assignments.ts'
import { listMembers } from '@/store/enrolments.ts'
import { listOutcomes } from '@/store/submissions.ts'

import { findMembership } from './classrooms.ts'
import { getServices } from './services.ts'

export type { Gradebook } from '@/course/gradebook.ts'

/** Learners × assignments. @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers */
export async function getGradebook(actor: Actor, classroomId: string): Promise<Gradebook> {
  const { database } = getServices()
  const { found, role } = await findMembership(actor, classroomId)
  requirePermit(actor, 'read-gradebook', relationToClass(role))
  const [assignments, members] = await Promise.all([
    listAssignments(database, found.id),
    listMembers(database, found.id),
  ])
  const learners = members.filter((member) => member.role === 'learner')
  const submissions = await listOutcomes(database, {
    userIds: learners.map(({ id }) => id),
    slugs: assignments.map(({ slug }) => slug),
  })
  return makeGradebook({
    assignments: assignments.map(({ id, slug, dueAt, points }) => ({
      id,
      slug,
      dueAt: dueAt?.getTime() ?? null,
      points,
    })),
    learners: learners.map(({ id, name, email }) => ({ id, name, email })),
    submissions,
  })
}
