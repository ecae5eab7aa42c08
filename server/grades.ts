import 'server-only'

import type { Extension, LatePolicy } from '@/course/deadlines.ts'
import { gradeOf } from '@/course/grade.ts'
import type { AssignmentRules } from '@/course/grade.ts'
import type { AssignmentRecord, AssignmentSettings, ExtensionRecord } from '@/store/assignments.ts'
import { listAssignments, listExtensions } from '@/store/assignments.ts'
import type { Database } from '@/store/database.ts'
import { listStaleAssignments, listStaleGrades, saveGrades } from '@/store/grades.ts'

/**
 * For other files of this room alone: computes what became stale, so that what is read next is as the rules say now.
 * @param classroom.assignments where the caller has read them already
 * @param where.userIds of these learners alone
 */
export async function refreshGrades(
  database: Database,
  classroom: { id: string; timeZone: string; assignments?: readonly AssignmentRecord[] },
  where: { userIds?: readonly string[] } = {},
): Promise<void> {
  const stale = await listStaleAssignments(database, { classroomId: classroom.id, ...where })
  if (stale.length === 0) return
  const [listed, extensionList] = await Promise.all([
    classroom.assignments ?? listAssignments(database, classroom.id),
    listExtensions(database, { classroomId: classroom.id, ...where }),
  ])
  const assignments = new Map(listed.map((assignment) => [assignment.id, assignment]))
  const extensions = new Map(extensionList.map((extension) => [keyOf(extension), extension]))
  for (const assignmentId of stale) {
    // It may have come since: whoever reads next computes it.
    const assignment = assignments.get(assignmentId)
    if (assignment === undefined) continue
    const rules = rulesOf(assignment, classroom.timeZone)
    const grades = await listStaleGrades(database, { assignmentId, ...where })
    await saveGrades(
      database,
      assignmentId,
      grades.map(({ userId, version, submissions }) => ({
        userId,
        version,
        grade: gradeOf(submissions, rules, extensionOf(extensions.get(keyOf({ assignmentId, userId })))),
      })),
    )
  }
}

export function rulesOf(settings: AssignmentSettings, timeZone: string): AssignmentRules {
  const { points, attemptLimit, counting } = settings
  return {
    points,
    schedule: {
      opensAt: settings.opensAt?.getTime() ?? null,
      dueAt: settings.dueAt?.getTime() ?? null,
      closesAt: settings.closesAt?.getTime() ?? null,
    },
    latePolicy: latePolicyOf(settings),
    attemptLimit,
    counting,
    timeZone,
  }
}

export function extensionOf(
  record: Pick<ExtensionRecord, 'dueAt' | 'closesAt' | 'extraAttempts'> | undefined,
): Extension | null {
  if (record === undefined) return null
  const { dueAt, closesAt, extraAttempts } = record
  return { dueAt: dueAt?.getTime() ?? null, closesAt: closesAt?.getTime() ?? null, extraAttempts }
}

function latePolicyOf({ latePolicy, latePercent }: AssignmentSettings): LatePolicy {
  return latePolicy === 'daily' ? { kind: 'daily', percent: latePercent } : { kind: latePolicy }
}

function keyOf({ assignmentId, userId }: { assignmentId: string; userId: string }): string {
  return `${assignmentId} ${userId}`
}
