import type { Standing } from '../grades/verdict-policy.ts'

export type ExerciseStatus = 'new' | 'tried' | 'passed'

/** A submission that still waits counts as tried. */
export function statusOf(standing: Standing | undefined): ExerciseStatus {
  if (standing === undefined) return 'new'
  if (standing.passed) return 'passed'
  return standing.best !== null || standing.attempts > 0 || standing.queued > 0 ? 'tried' : 'new'
}

export type NextUp = { kind: 'lesson'; path: string } | { kind: 'exercise'; slug: string; lessonPath: string }

interface LessonState {
  path: string
  read: boolean
  exercises: ReadonlyArray<{ slug: string; prerequisites: readonly string[]; status: ExerciseStatus }>
}

/**
 * The first thing in the course's order that is not done: a lesson before its exercises, unless the reader already tries them;
 * an exercise whose prerequisites are open waits behind one that is ready.
 * @returns null when all is done
 */
export function nextUp(lessons: readonly LessonState[]): NextUp | null {
  return firstOpen(lessons, lessons)
}

/** What follows an exercise once it is passed: the next open thing behind it, else the first in the whole course. */
export function nextAfter(lessons: readonly LessonState[], slug: string): NextUp | null {
  const done = lessons.map((lesson) => ({
    ...lesson,
    exercises: lesson.exercises.map((one) => (one.slug === slug ? { ...one, status: 'passed' as const } : one)),
  }))
  const at = done.findIndex(({ exercises }) => exercises.some((one) => one.slug === slug))
  const here = done[at]
  if (here === undefined) return nextUp(done)
  const behind = here.exercises.slice(here.exercises.findIndex((one) => one.slug === slug) + 1)
  // Whoever passed one of its exercises needs no lesson before the others.
  return firstOpen([{ ...here, read: true, exercises: behind }, ...done.slice(at + 1)], done) ?? nextUp(done)
}

/** @param course what counts as passed and known, also beside `lessons` */
function firstOpen(lessons: readonly LessonState[], course: readonly LessonState[]): NextUp | null {
  const passed = new Set(
    course.flatMap(({ exercises }) => exercises.filter(({ status }) => status === 'passed').map(({ slug }) => slug)),
  )
  const known = new Set(course.flatMap(({ exercises }) => exercises.map(({ slug }) => slug)))
  let waiting: NextUp | null = null
  for (const { path, read, exercises } of lessons) {
    if (!read && exercises.every(({ status }) => status === 'new')) return { kind: 'lesson', path }
    for (const { slug, prerequisites, status } of exercises) {
      if (status === 'passed') continue
      const candidate: NextUp = { kind: 'exercise', slug, lessonPath: path }
      const ready = prerequisites.every((required) => passed.has(required) || !known.has(required))
      if (ready) return candidate
      waiting ??= candidate
    }
  }
  return waiting
}
