import type { Standing } from './verdict-policy.ts'

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
  const passed = new Set(
    lessons.flatMap(({ exercises }) => exercises.filter(({ status }) => status === 'passed').map(({ slug }) => slug)),
  )
  const known = new Set(lessons.flatMap(({ exercises }) => exercises.map(({ slug }) => slug)))
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
