import { readLessonContents } from '@/app/lesson-contents.ts'
import type { LessonContents } from '@/app/lesson-contents.ts'
import type { LessonLink } from '@/components/verdict/props.ts'
import type { CourseMapLesson } from '@/course/course/course-map.ts'
import { lessonPlaceId } from '@/course/course/lesson-place.ts'
import type { Locale } from '@/i18n/routing.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getContext } from '@/server/process/context.ts'

export interface LinkedLesson {
  lesson: CourseMapLesson
  contents: LessonContents
  /** The lesson's own page. */
  page: LessonLink
}

/**
 * The lesson that teaches an exercise, and the places in it.
 * @param path "unit/lesson", as the exercise names it
 * @returns null where the course has no such lesson
 */
export async function findLinkedLesson(exercise: string, path: string, locale: Locale): Promise<LinkedLesson | null> {
  const { units } = await getCourseMap(getContext(), null)
  const lesson = units.flatMap((unit) => unit.lessons).find((one) => one.path === path)
  if (lesson === undefined) return null
  const contents = await readLessonContents(path, locale)
  const own = contents.places.filter((place) => place.startsWith(`${exercise}/`))
  const places = Object.fromEntries(own.map((place) => [place.slice(exercise.length + 1), lessonPlaceId(place)]))
  return { lesson, contents, page: { href: `/lessons/${path}`, beside: false, places } }
}
