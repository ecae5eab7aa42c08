import 'server-only'

import type { Extension, LatePolicy, Schedule } from '@/course/assignments/deadlines.ts'
import { gradeOf } from '@/course/grades/grade.ts'
import type { AssignmentRules } from '@/course/grades/grade.ts'
import type { AssignmentSettings, ExtensionRecord } from '@/store/assignments/assignments.ts'
import { findAssignment, listExtensions } from '@/store/assignments/assignments.ts'
import { findClassroom } from '@/store/classes/classrooms.ts'
import type { Database } from '@/store/foundation/database.ts'
import { listStaleAssignments, listStaleGrades, saveGrades } from '@/store/grades/grades.ts'

/**
 * For other files of this room alone: computes what became stale, so that what is read next is as the rules say now. Invariant:
 * a grade's version is read before the rules it is computed by, so that rules which change in between leave it stale.
 * @param where.userIds of these learners alone
 */
export async function refreshGrades(
  database: Database,
  classroomId: string,
  where: { userIds?: readonly string[] } = {},
): Promise<void> {
  for (const assignmentId of await listStaleAssignments(database, { classroomId, ...where })) {
    const grades = await listStaleGrades(database, { assignmentId, ...where })
    const [assignment, classroom, extensions] = await Promise.all([
      findAssignment(database, assignmentId),
      findClassroom(database, classroomId),
      listExtensions(database, { classroomId, assignmentId, ...where }),
    ])
    // Gone since, and its grades with it.
    if (assignment === undefined || classroom === undefined) continue
    const rules = rulesOf(assignment, classroom.timeZone)
    const extensionsByUser = new Map(extensions.map((extension) => [extension.userId, extension]))
    await saveGrades(
      database,
      assignmentId,
      grades.map(({ userId, version, submissions }) => ({
        userId,
        version,
        grade: gradeOf(submissions, rules, extensionOf(extensionsByUser.get(userId))),
      })),
    )
  }
}

export function rulesOf(settings: AssignmentSettings, timeZone: string): AssignmentRules {
  const { points, attemptLimit, counting } = settings
  return {
    points,
    schedule: scheduleOf(settings),
    latePolicy: latePolicyOf(settings),
    attemptLimit,
    counting,
    timeZone,
  }
}

export function scheduleOf(settings: Pick<AssignmentSettings, 'opensAt' | 'dueAt' | 'closesAt'>): Schedule {
  const { opensAt, dueAt, closesAt } = settings
  return {
    opensAt: opensAt?.getTime() ?? null,
    dueAt: dueAt?.getTime() ?? null,
    closesAt: closesAt?.getTime() ?? null,
  }
}

type Given = Pick<ExtensionRecord, 'dueAt' | 'closesAt' | 'extraAttempts'>

export function extensionOf(record: Given): Extension
export function extensionOf(record: Given | undefined): Extension | null
export function extensionOf(record: Given | undefined): Extension | null {
  if (record === undefined) return null
  const { dueAt, closesAt, extraAttempts } = record
  return { dueAt: dueAt?.getTime() ?? null, closesAt: closesAt?.getTime() ?? null, extraAttempts }
}

function latePolicyOf({ latePolicy, latePercent }: AssignmentSettings): LatePolicy {
  return latePolicy === 'daily' ? { kind: 'daily', percent: latePercent } : { kind: latePolicy }
}
