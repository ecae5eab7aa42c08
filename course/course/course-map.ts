import { nextAfter, nextUp } from '../progress/progress.ts'
import type { ExerciseStatus, NextUp } from '../progress/progress.ts'

/**
 * The course as the map shows it: units, their lessons, the lessons' exercises, and where this reader stands. Which lesson teaches
 * an exercise is said by the exercise alone.
 */

export type LocalisedText = { en: string; zh: string }

export interface UnitRecord {
  number: number
  slug: string
  title: LocalisedText
  summary: LocalisedText
}

export interface LessonRecord {
  /** "unit-slug/lesson-slug". */
  path: string
  unitSlug: string
  slug: string
  order: number
  minutes: number
  title: LocalisedText
  summary: LocalisedText
}

export interface ExerciseRecord {
  id: string
  slug: string
  /** Path of the lesson that teaches it. */
  lesson: string
  /** Position within the course. */
  order: number
  title: LocalisedText
  difficulty: number
  minutes: number
  points: number
  concepts: string[]
  prerequisites: string[]
}

/** The course as its files say it, in any order. */
export interface CourseRecords {
  units: readonly UnitRecord[]
  lessons: readonly LessonRecord[]
  exercises: readonly ExerciseRecord[]
}

export interface CourseMapExercise extends ExerciseRecord {
  status: ExerciseStatus
}

export interface CourseMapLesson extends Omit<LessonRecord, 'unitSlug'> {
  read: boolean
  exercises: CourseMapExercise[]
}

export interface CourseMapUnit extends UnitRecord {
  lessons: CourseMapLesson[]
}

export interface CourseMap {
  units: CourseMapUnit[]
  nextUp: NextUp | null
  /** Counts over the whole course, for a line of progress. */
  passed: number
  total: number
}

/** A step with the words and the address, language left out, of where it leads. */
export interface NamedStep {
  kind: NextUp['kind']
  href: string
  title: LocalisedText
}

/** @returns null for what the course does not have */
export function nameStep({ units }: CourseMap, step: NextUp | null): NamedStep | null {
  const lessons = units.flatMap((unit) => unit.lessons)
  if (step === null) return null
  if (step.kind === 'lesson') {
    const lesson = lessons.find(({ path }) => path === step.path)
    return lesson ? { kind: 'lesson', href: `/lessons/${lesson.path}`, title: lesson.title } : null
  }
  const exercise = lessons.flatMap((lesson) => lesson.exercises).find(({ slug }) => slug === step.slug)
  return exercise ? { kind: 'exercise', href: `/exercises/${exercise.slug}`, title: exercise.title } : null
}

/** What follows an exercise once it is passed. */
export function stepAfter(map: CourseMap, slug: string): NamedStep | null {
  return nameStep(
    map,
    nextAfter(
      map.units.flatMap((unit) => unit.lessons),
      slug,
    ),
  )
}

export interface ReaderProgress {
  status: (slug: string) => ExerciseStatus
  isRead: (lessonPath: string) => boolean
}

/** An exercise whose lesson nobody has written yet is left out. */
export function makeCourseMap(course: CourseRecords, reader: ReaderProgress): CourseMap {
  const byLesson = Map.groupBy(
    course.exercises.toSorted((a, b) => a.order - b.order),
    ({ lesson }) => lesson,
  )
  const units = course.units
    .toSorted((a, b) => a.number - b.number)
    .map((unit) => ({
      ...unit,
      lessons: course.lessons
        .filter((lesson) => lesson.unitSlug === unit.slug)
        .toSorted((a, b) => a.order - b.order)
        .map((lesson) => makeLesson(lesson, byLesson.get(lesson.path) ?? [], reader)),
    }))
  const exercises = units.flatMap((unit) => unit.lessons).flatMap((lesson) => lesson.exercises)
  return {
    units,
    nextUp: nextUp(units.flatMap((unit) => unit.lessons)),
    passed: exercises.filter(({ status }) => status === 'passed').length,
    total: exercises.length,
  }
}

function makeLesson(
  { unitSlug: _, ...lesson }: LessonRecord,
  exercises: readonly ExerciseRecord[],
  reader: ReaderProgress,
): CourseMapLesson {
  return {
    ...lesson,
    read: reader.isRead(lesson.path),
    exercises: exercises.map((exercise) => ({ ...exercise, status: reader.status(exercise.slug) })),
  }
}
