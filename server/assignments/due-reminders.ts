import 'server-only'
import { dueSoonAt, dueSoonMs } from '@/course/notices/notices.ts'
import { listDueBetween } from '@/store/assignments/assignments.ts'
import { addNotices } from '@/store/notices/notices.ts'

import { extensionOf, scheduleOf } from '../grades/grades.ts'
import type { Context } from '../foundation/context.ts'

/**
 * Tells learners what is due within two days and not passed yet. However often it runs, and in however many copies of the web,
 * each due time is told once to each.
 */
export async function remindOfDueAssignments(context: Context, now: Date): Promise<void> {
  const { database } = context
  const candidates = await listDueBetween(database, { from: now, to: new Date(now.getTime() + dueSoonMs) })
  const notices = candidates.flatMap(({ assignmentId, classroomId, slug, userId, passed, extension, ...own }) => {
    const rules = { schedule: scheduleOf(own), extension: extensionOf(extension ?? undefined) }
    const due = dueSoonAt({ ...rules, passed }, now.getTime())
    if (due === null) return []
    const dueAt = new Date(due).toISOString()
    return {
      userId,
      kind: 'due-soon',
      details: { classroomId, slug, dueAt },
      dedupeKey: `due-soon:${assignmentId}:${dueAt}`,
    }
  })
  await addNotices(database, notices)
}
