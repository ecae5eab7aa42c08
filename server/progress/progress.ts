import 'server-only'

import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { ExerciseStatus } from '@/course/progress/progress.ts'
import type { SubmissionSummary } from '@/course/submissions/submission.ts'
import { markLessonRead as storeLessonRead, listLessonsRead } from '@/store/progress/lesson-progress.ts'
import { listSubmissions } from '@/store/submissions/submissions.ts'

import { listClassrooms } from '../classes/classrooms.ts'
import type { ClassroomSummary } from '../classes/classrooms.ts'
import { readStatuses } from '../course/course-map.ts'
import { summarise } from '../submissions/submissions.ts'
import type { CourseContext } from '../course/course-context.ts'

export interface MyProgress {
  /** Exercises that the actor tried, by slug. */
  exercises: Array<{ slug: string; title: { en: string; zh: string }; status: ExerciseStatus }>
  /** The latest fifty, newest first. */
  submissions: SubmissionSummary[]
  classes: ClassroomSummary[]
  /** "unit/lesson". */
  lessonsRead: string[]
}

export async function getMe(context: CourseContext, actor: Actor): Promise<MyProgress> {
  requirePermit(actor, 'study', 'self')
  const { database, course } = context
  const [statuses, submissions, classes, lessonsRead, exercises] = await Promise.all([
    readStatuses(context, actor.userId),
    listSubmissions(database, { userId: actor.userId }, { limit: 50 }),
    listClassrooms(context, actor),
    listLessonsRead(database, actor.userId),
    course.listExercises(),
  ])
  return {
    exercises: exercises
      .map(({ slug, prose }) => ({
        slug,
        title: { en: prose.en.title, zh: prose.zh.title },
        status: statuses.get(slug) ?? 'new',
      }))
      .filter(({ status }) => status !== 'new'),
    submissions: submissions.map(summarise),
    classes,
    lessonsRead,
  }
}

/** @param lesson "unit/lesson" @throws DomainError 'not-found' */
export async function markLessonRead(context: CourseContext, actor: Actor, lesson: string): Promise<void> {
  requirePermit(actor, 'study', 'self')
  const { database, course } = context
  const lessons = await course.listLessons()
  if (!lessons.some(({ path }) => path === lesson)) throw new DomainError('not-found')
  await storeLessonRead(database, actor.userId, lesson)
}
