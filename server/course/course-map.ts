import 'server-only'

import type { Actor } from '@/course/accounts/access.ts'
import { makeCourseMap } from '@/course/course/course-map.ts'
import type { CourseMap, CourseRecords, ExerciseRecord } from '@/course/course/course-map.ts'
import { statusOf } from '@/course/progress/progress.ts'
import type { ExerciseStatus } from '@/course/progress/progress.ts'
import { standingOf } from '@/course/grades/verdict-policy.ts'
import type { Exercise } from '@/grader/exercise/exercise.ts'
import { listLessonsRead } from '@/store/progress/lesson-progress.ts'
import { listOutcomes } from '@/store/submissions/submissions.ts'

import type { CourseContext } from './course-context.ts'
import type { CourseShelf } from './course-shelf.ts'
import type { Context } from '../foundation/context.ts'

export type { CourseMap } from '@/course/course/course-map.ts'

/** Units, lessons and exercises in the course's order, with where the actor stands; a visitor has everything before them. */
export async function getCourseMap(context: CourseContext, actor: Actor | null): Promise<CourseMap> {
  const [records, statuses, lessonsRead] = await Promise.all([
    readCourse(context.course),
    actor === null ? new Map<string, ExerciseStatus>() : readStatuses(context, actor.userId),
    actor === null ? new Set<string>() : readLessonsRead(context, actor.userId),
  ])
  return makeCourseMap(records, {
    status: (slug) => statuses.get(slug) ?? 'new',
    isRead: (path) => lessonsRead.has(path),
  })
}

export async function readCourse(course: CourseShelf): Promise<CourseRecords> {
  const [units, lessons, exercises] = await Promise.all([
    course.listUnits(),
    course.listLessons(),
    course.listExercises(),
  ])
  return { units, lessons, exercises: exercises.map(makeRecord) }
}

/** By slug; an exercise that was never tried is not in it. */
export async function readStatuses(context: Context, userId: string): Promise<Map<string, ExerciseStatus>> {
  const outcomes = await listOutcomes(context.database, { userIds: [userId] })
  const bySlug = Map.groupBy(outcomes, ({ slug }) => slug)
  return new Map([...bySlug].map(([slug, submissions]) => [slug, statusOf(standingOf(submissions))]))
}

async function readLessonsRead(context: Context, userId: string): Promise<Set<string>> {
  return new Set(await listLessonsRead(context.database, userId))
}

function makeRecord({ slug, meta, prose }: Exercise): ExerciseRecord {
  const { id, lesson, order, difficulty, minutes, points, concepts, prerequisites } = meta
  const title = { en: prose.en.title, zh: prose.zh.title }
  return { id, slug, lesson, order, title, difficulty, minutes, points, concepts, prerequisites }
}
