import 'server-only'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { parseNotice, pathOfNotice, wordingOf } from '@/course/notices/notices.ts'
import type { NoticeView } from '@/course/notices/notices.ts'
import { listClassroomsById } from '@/store/classes/classrooms.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import { countUnread, listNotices, markNoticesRead } from '@/store/notices/notices.ts'
import type { NoticeRecord } from '@/store/notices/notices.ts'
import { notify } from '@/store/notices/notifications.ts'
import { listOwnerNames } from '@/store/submissions/submissions.ts'

import type { CourseContext } from '../course/course-context.ts'
import type { Context } from '../foundation/context.ts'

const listLimit = 100

/** The actor's latest hundred, newest first. */
export async function listOwnNotices(context: CourseContext, actor: Actor, locale: 'en' | 'zh'): Promise<NoticeView[]> {
  requirePermit(actor, 'manage-account', 'self')
  return viewNotices(context, await listNotices(context.database, actor.userId, listLimit), locale)
}

export async function countOwnUnread(context: Context, actor: Actor): Promise<number> {
  requirePermit(actor, 'manage-account', 'self')
  return countUnread(context.database, actor.userId)
}

/** All of them until now; the actor's other pages hear of it. */
export async function markOwnNoticesRead(context: Context, actor: Actor): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  await inTransaction(context.database, async (transaction) => {
    await markNoticesRead(transaction, actor.userId, context.clock())
    await notify(transaction, { type: 'notice', userId: actor.userId })
  })
}

/** For other files of this room alone. What cannot be put into words, such as of a class that is gone, is left out. */
export async function viewNotices(
  context: CourseContext,
  records: readonly NoticeRecord[],
  locale: 'en' | 'zh',
): Promise<NoticeView[]> {
  const { database, course } = context
  const told = records.flatMap((record) => {
    const notice = parseNotice(record)
    return notice === null ? [] : { record, notice }
  })
  const discussed = told.flatMap(({ notice }) => (notice.kind === 'owner-comment' ? [notice.submissionId] : []))
  const [classrooms, exercises, owners] = await Promise.all([
    listClassroomsById(database, [...new Set(told.map(({ notice }) => notice.classroomId))]),
    course.listExercises(),
    listOwnerNames(database, discussed),
  ])
  const classroomOf = new Map(classrooms.map((classroom) => [classroom.id, classroom]))
  const titleOf = new Map(exercises.map(({ slug, prose }) => [slug, prose[locale].title]))
  return told.flatMap(({ record, notice }) => {
    const classroom = classroomOf.get(notice.classroomId)
    const { wording, dueAt, ...values } = wordingOf(notice)
    const author = notice.kind === 'owner-comment' ? owners.get(notice.submissionId) : values.author
    if (classroom === undefined || author === undefined) return []
    return {
      id: record.id,
      at: record.createdAt.toISOString(),
      unread: record.readAt === null,
      wording,
      values: { ...values, author, exercise: titleOf.get(notice.slug) ?? notice.slug },
      dueAt,
      className: classroom.name,
      timeZone: classroom.timeZone,
      path: pathOfNotice(notice),
    }
  })
}
