/** Units and lessons as the files of lessons/ say; who calls reads them. */
import { z } from 'zod'

import type { LessonRecord, UnitRecord } from './course-map.ts'

/** The folder lessons/. Paths are given part by part. */
export interface LessonFolder {
  /** Names of the folders in one, those that are slugs. */
  listFolders: (...path: string[]) => Promise<string[]>
  readText: (...path: string[]) => Promise<string>
  slugPattern: RegExp
}

/** One text in each language. */
export const localised = z.object({ en: z.string().min(1), zh: z.string().min(1) })
const lesson = z.object({ order: z.number(), minutes: z.number(), title: localised, summary: localised })

/** In the order of the file. */
export async function readUnits(folder: LessonFolder): Promise<UnitRecord[]> {
  const slug = z.string().regex(folder.slugPattern)
  const units = z.array(z.object({ number: z.int(), slug, title: localised, summary: localised }))
  return units.parse(await readJson(folder, 'units.json'))
}

/** A unit may be named before it has a folder. */
export async function readLessons(folder: LessonFolder): Promise<LessonRecord[]> {
  const perUnit = (await folder.listFolders()).map(async (unitSlug) => {
    const slugs = await folder.listFolders(unitSlug)
    return Promise.all(slugs.map((slug) => readLesson(folder, unitSlug, slug)))
  })
  return (await Promise.all(perUnit)).flat()
}

async function readLesson(folder: LessonFolder, unitSlug: string, slug: string): Promise<LessonRecord> {
  const parsed = lesson.parse(await readJson(folder, unitSlug, slug, 'lesson.json'))
  return { ...parsed, unitSlug, slug, path: `${unitSlug}/${slug}` }
}

/** @throws {Error} that names the file, when it is missing or no JSON */
export async function readJson(folder: Pick<LessonFolder, 'readText'>, ...path: string[]): Promise<unknown> {
  try {
    return JSON.parse(await folder.readText(...path))
  } catch (cause) {
    throw new Error(`${path.join('/')} of the lessons cannot be read as JSON`, { cause })
  }
}
