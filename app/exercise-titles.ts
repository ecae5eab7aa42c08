import type { CourseMap } from '@/course/course/course-map.ts'
import type { ExerciseStatus } from '@/course/progress/progress.ts'
import type { Locale } from '@/i18n/routing.ts'

export interface TitledExercise {
  slug: string
  title: string
  status: ExerciseStatus
}

/** Every exercise of the course in its order, by the name that readers of this language know. */
export function exerciseTitles(map: CourseMap, locale: Locale): TitledExercise[] {
  return map.units
    .flatMap((unit) => unit.lessons)
    .flatMap((lesson) => lesson.exercises)
    .map(({ slug, title, status }) => ({ slug, title: title[locale], status }))
}
