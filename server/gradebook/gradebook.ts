import 'server-only'
import { z } from 'zod'

import { may, relationToClass } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import type { GradebookWire } from '@/course/gradebook/gradebook.ts'
import { listAssignments } from '@/store/assignments/assignments.ts'
import type { AssignmentRecord } from '@/store/assignments/assignments.ts'
import { listGradebookLines } from '@/store/gradebook/gradebook.ts'

import { refreshGrades } from '../grades/grades.ts'
import { requireInClass } from '../membership/membership.ts'
import { parseInput } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'

/** How many learners may be asked for by name; who wants more asks for all. */
export const namedLearners = 100

const ids = z.array(z.uuid()).max(namedLearners)

/**
 * Learners × assignments as it travels (course/gradebook/gradebook.ts unpacks it), grades as the rules say now.
 * @param request.learners of these alone; who does not learn here is not among the answer
 * @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers
 */
export async function getGradebook(
  context: Context,
  actor: Actor,
  classroomId: string,
  request: { learners?: readonly string[] } = {},
): Promise<GradebookWire> {
  const { database } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-gradebook')
  const userIds = request.learners === undefined ? undefined : parseInput(ids, request.learners)
  const named = userIds === undefined ? {} : { userIds }
  const assignments = await listAssignments(database, classroom.id)
  await refreshGrades(database, classroom.id, named)
  const learners = await listGradebookLines(database, {
    classroomId: classroom.id,
    assignmentIds: assignments.map(({ id }) => id),
    ...named,
  })
  return { assignments: assignments.map(viewColumn), learners }
}

/** What the page of a gradebook shows before the grades are there. */
export interface GradebookFrame {
  name: string
  timeZone: string
  joinCode: string
  /** Exercises in the order of the columns. */
  slugs: string[]
  /** The server's clock, in milliseconds since 1970. */
  now: number
  mayOverride: boolean
}

/** Reads no grade. @throws DomainError as `getGradebook` does */
export async function getGradebookFrame(context: Context, actor: Actor, classroomId: string): Promise<GradebookFrame> {
  const { classroom, role } = await requireInClass(context, actor, classroomId, 'read-gradebook')
  const assignments = await listAssignments(context.database, classroom.id)
  return {
    name: classroom.name,
    timeZone: classroom.timeZone,
    joinCode: classroom.joinCode,
    slugs: assignments.map(({ slug }) => slug),
    now: context.clock().getTime(),
    mayOverride: classroom.archivedAt === null && may(actor, 'override-grade', relationToClass(role)),
  }
}

function viewColumn({ id, slug, dueAt, points }: AssignmentRecord): GradebookWire['assignments'][number] {
  return { id, slug, dueAt: dueAt?.getTime() ?? null, points }
}
