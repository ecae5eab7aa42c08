import 'server-only'
import { z } from 'zod'

import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { describeExercise, findBin, isInGroup, parseGroup } from '@/course/insight/insight.ts'
import type { ExerciseInsight, GroupedLearner, InsightGroup } from '@/course/insight/insight.ts'
import { findAssignment, listAssignments } from '@/store/assignments/assignments.ts'
import { countLearners, listMembers } from '@/store/classes/enrolments.ts'
import { listGrades } from '@/store/grades/grades.ts'
import { listMisconceptions, listTriedCells } from '@/store/insight/insight.ts'

import { refreshGrades } from '../grades/grades.ts'
import { requireInClass } from '../membership/membership.ts'
import { parseId } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'

export interface ClassInsight {
  learners: number
  exercises: Array<{
    assignmentId: string
    slug: string
    points: number
    insight: ExerciseInsight
    /** The most frequent first. */
    misconceptions: Array<{ id: string; learners: number }>
  }>
}

/** What a class made of each of its exercises. @throws DomainError 'forbidden' for learners, 'not-found' for strangers */
export async function getInsight(context: Context, actor: Actor, classroomId: string): Promise<ClassInsight> {
  const { database } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-insight')
  await refreshGrades(database, classroom.id)
  const [assignments, learners, cells, misconceptions] = await Promise.all([
    listAssignments(database, classroom.id),
    countLearners(database, classroom.id),
    listTriedCells(database, classroom.id),
    listMisconceptions(database, classroom.id),
  ])
  const ideas = Map.groupBy(misconceptions, ({ assignmentId }) => assignmentId)
  return {
    learners,
    exercises: assignments.map(({ id, slug, points }) => ({
      assignmentId: id,
      slug,
      points,
      insight: describeExercise(cells.get(id) ?? [], { learners, points }),
      misconceptions: (ideas.get(id) ?? []).map((found) => ({
        id: found.misconception,
        learners: found.learners.length,
      })),
    })),
  }
}

/**
 * The learners that a number counts.
 * @throws DomainError 'not-found' for an assignment of another class, and for what names no group
 */
export async function listLearnersBehind(
  context: Context,
  actor: Actor,
  classroomId: string,
  request: { assignmentId: string; by: string; value: string },
): Promise<{
  slug: string
  group: InsightGroup
  bin: { from: number; to: number } | null
  learners: GroupedLearner[]
}> {
  const { database } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-insight')
  const group = parseGroup(request.by, request.value)
  const assignment = await findAssignment(database, parseId(z.uuid(), request.assignmentId))
  if (group === undefined || assignment?.classroomId !== classroom.id) throw new DomainError('not-found')
  await refreshGrades(database, classroom.id)
  const [members, cells, misconceptions, grades] = await Promise.all([
    listMembers(database, classroom.id),
    listTriedCells(database, classroom.id),
    group.by === 'misconception' ? listMisconceptions(database, classroom.id) : [],
    listGrades(database, { classroomId: classroom.id, assignmentId: assignment.id }),
  ])
  const having = misconceptions.find(
    (found) => found.assignmentId === assignment.id && group.by === 'misconception' && found.misconception === group.id,
  )
  const tried = new Map((cells.get(assignment.id) ?? []).map((cell) => [cell.userId, cell]))
  const submissions = new Map(grades.map(({ userId, submissionId }) => [userId, submissionId]))
  return {
    slug: assignment.slug,
    group,
    bin: findBin(group, assignment.points),
    learners: members
      .filter(({ role }) => role === 'learner')
      .filter(({ id }) =>
        isInGroup(id, tried.get(id), {
          group,
          points: assignment.points,
          having: new Set(having?.learners),
        }),
      )
      .map(({ id, name, email }) => ({
        id,
        name,
        email,
        passed: tried.get(id)?.passed ?? false,
        attempts: tried.get(id)?.attempts ?? 0,
        points: tried.get(id)?.points ?? null,
        submissionId: submissions.get(id) ?? null,
      })),
  }
}
