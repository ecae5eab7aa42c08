import 'server-only'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

import type { LessonRecord, UnitRecord } from '@/course/course/course-map.ts'
import { readGlossary, type Glossary } from '@/course/course/glossary.ts'
import { readLessons, readUnits } from '@/course/course/lesson-files.ts'
import type { LessonFolder } from '@/course/course/lesson-files.ts'
import type { Exercise } from '@/grader/exercise/exercise.ts'
import { ExerciseError } from '@/grader/exercise/exercise-error.ts'
import { listExerciseFolders } from '@/grader/exercise/list-folders.ts'
import { slugPattern } from '@/grader/exercise/slug-pattern.ts'
import type { Reader } from '@/grader/reading/reader.ts'

/** Exercises and lessons as they lie in their folders, read again when a file changed. Drafts are nobody's but their authors'. */
export interface CourseShelf {
  findExercise(slug: string): Promise<Exercise | undefined>
  listExercises(): Promise<Exercise[]>
  listUnits(): Promise<UnitRecord[]>
  listLessons(): Promise<LessonRecord[]>
  readGlossary(): Promise<Glossary>
}

export function makeCourseShelf(options: {
  exercisesFolder: string
  lessonsFolder: string
  readExercise: Reader['readExerciseFolder']
  now: () => number
  /** How long a look at the file system counts. */
  lookMs: number
  /** For an author's preview. */
  showsDrafts: boolean
  /** Of a folder that is no exercise: the others go on. */
  onBroken: (error: unknown) => void
}): CourseShelf {
  const { exercisesFolder, lessonsFolder, lookMs, onBroken, now, showsDrafts } = options
  const keepFor = <T>(read: () => Promise<T>) => keep(read, { now, lookMs })
  const exercises = new Map<string, Kept<Exercise>>()
  const lessonFolder = lessonFolderAt(lessonsFolder)
  const lessons = keepFor(() => readLessons(lessonFolder))
  const unitList = keepFor(() => readUnits(lessonFolder))
  const glossary = keepFor(() => readGlossary(lessonFolder))
  const slugs = keepFor(() => listExerciseFolders(exercisesFolder))

  async function findExercise(slug: string): Promise<Exercise | undefined> {
    const exercise = await readSlug(slug)
    return exercise?.meta.draft === true && !showsDrafts ? undefined : exercise
  }

  async function readSlug(slug: string): Promise<Exercise | undefined> {
    // Only names that the folder lists are read, so an address cannot point elsewhere.
    if (!(await slugs()).includes(slug)) return undefined
    const kept = exercises.get(slug)
    if (kept !== undefined && now() - kept.lookedAt < lookMs) return kept.value
    const folder = path.join(exercisesFolder, slug)
    const stamp = await stampOf(folder)
    if (kept?.stamp === stamp) {
      kept.lookedAt = now()
      return kept.value
    }
    const value = options.readExercise(folder)
    exercises.set(slug, { value, stamp, lookedAt: now() })
    value.catch((error: unknown) => {
      // What is wrong with the folder stays so until a file changes; a reader that had no time is asked again.
      if (!(error instanceof ExerciseError) && exercises.get(slug)?.value === value) exercises.delete(slug)
      onBroken(error)
    })
    return value
  }

  return {
    findExercise,
    async listExercises() {
      const found = await Promise.allSettled((await slugs()).map(findExercise))
      return found
        .flatMap((result) => (result.status === 'fulfilled' && result.value !== undefined ? [result.value] : []))
        .toSorted((a, b) => a.meta.order - b.meta.order)
    },
    listUnits: unitList,
    listLessons: lessons,
    readGlossary: glossary,
  }
}

interface Kept<T> {
  value: Promise<T>
  stamp: string
  lookedAt: number
}

function keep<T>(read: () => Promise<T>, { now, lookMs }: { now: () => number; lookMs: number }): () => Promise<T> {
  let kept: { value: Promise<T>; at: number } | undefined
  return () => {
    if (kept === undefined || now() - kept.at >= lookMs) kept = { value: read(), at: now() }
    return kept.value
  }
}

/** Changes when any file of the folder does. */
async function stampOf(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).toSorted()
  const stats = await Promise.all(names.map((name) => stat(path.join(folder, name))))
  return names.map((name, index) => `${name}:${stats[index]?.mtimeMs}:${stats[index]?.size}`).join('\n')
}

function lessonFolderAt(folder: string): LessonFolder {
  return {
    listFolders: (...below) => listExerciseFolders(path.join(folder, ...below)),
    readText: (...below) => readFile(path.join(folder, ...below), 'utf8'),
    slugPattern,
  }
}
