/** The lessons that exercises can belong to, as their folders say. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { readLessons, readUnits } from '../course/course/lesson-files.ts'
import type { LessonFolder } from '../course/course/lesson-files.ts'
import { listExerciseFolders } from '../grader/exercise/list-folders.ts'
import { slugPattern } from '../grader/exercise/slug-pattern.ts'
import { lessonsFolder } from '../runner/checkout.ts'

export interface ListedLesson {
  /** "unit/lesson". */
  path: string
  /** The unit's number. */
  unit: number
  title: string
}

const folder: LessonFolder = {
  listFolders: (...below) => listExerciseFolders(join(lessonsFolder, ...below)),
  readText: (...below) => readFile(join(lessonsFolder, ...below), 'utf8'),
  slugPattern,
}

/** In the order of the course. */
export async function listLessons(): Promise<ListedLesson[]> {
  const [units, lessons] = await Promise.all([readUnits(folder), readLessons(folder)])
  return units
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ slug, number }) =>
      lessons
        .filter(({ unitSlug }) => unitSlug === slug)
        .toSorted((a, b) => a.order - b.order)
        .map(({ path, title }) => ({ path, unit: number, title: title.en })),
    )
}
