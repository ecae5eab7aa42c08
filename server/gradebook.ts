import 'server-only'

import type { Actor } from '@/course/access.ts'
import { makeGradebook } from '@/course/gradebook.ts'
import type { Gradebook, GradebookEntry } from '@/course/gradebook.ts'
import { listAssignments, listExtensions } from '@/store/assignments.ts'
import { listMembers } from '@/store/enrolments.ts'
import { listGrades } from '@/store/grades.ts'
import { listOverrides } from '@/store/overrides.ts'

import { refreshGrades } from './grades.ts'
import { requireInClass } from './membership.ts'
import { getServices } from './services.ts'

export type { Gradebook } from '@/course/gradebook.ts'

/** Learners × assignments. @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers */
export async function getGradebook(actor: Actor, classroomId: string): Promise<Gradebook> {
  const { database } = getServices()
  const { classroom } = await requireInClass(actor, classroomId, 'read-gradebook')
  await refreshGrades(database, classroom)
  const where = { classroomId: classroom.id }
  const [assignments, members, grades, overrides, extensions] = await Promise.all([
    listAssignments(database, classroom.id),
    listMembers(database, classroom.id),
    listGrades(database, where),
    listOverrides(database, where),
    listExtensions(database, where),
  ])
  const entries = new Map<string, GradebookEntry>()
  const entryOf = ({ assignmentId, userId }: { assignmentId: string; userId: string }): GradebookEntry => {
    const key = `${assignmentId} ${userId}`
    const entry = entries.get(key) ?? { assignmentId, userId, grade: null, overridePoints: null, extended: false }
    entries.set(key, entry)
    return entry
  }
  for (const grade of grades) entryOf(grade).grade = grade
  for (const override of overrides) entryOf(override).overridePoints = override.points
  for (const extension of extensions) entryOf(extension).extended = true
  return makeGradebook({
    assignments: assignments.map(({ id, slug, dueAt, points }) => ({
      id,
      slug,
      dueAt: dueAt?.getTime() ?? null,
      points,
    })),
    learners: members
      .filter((member) => member.role === 'learner')
      .map(({ id, name, email, studentId }) => ({ id, name, email, studentId })),
    entries: [...entries.values()],
  })
}
