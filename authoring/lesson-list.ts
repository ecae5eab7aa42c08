/** The lessons that exercises can belong to, as their folders say. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { lessonsFolder } from '../runner/checkout.ts'

export interface ListedLesson {
  /** "unit/lesson". */
  path: string
  /** The unit's number. */
  unit: number
  title: string
}

const units = z.array(z.object({ number: z.int(), slug: z.string() }))
const lesson = z.object({ title: z.object({ en: z.string() }), order: z.number() })

/** In the order of the course. */
export async function listLessons(): Promise<ListedLesson[]> {
  const known = units.parse(await readJson(join(lessonsFolder, 'units.json')))
  const perUnit = await Promise.all(
    known
      .toSorted((a, b) => a.number - b.number)
      .map(async ({ number, slug }) => {
        const lessons = await Promise.all((await foldersIn(join(lessonsFolder, slug))).map(readLesson))
        return lessons
          .toSorted((a, b) => a.order - b.order)
          .map(({ name, title }): ListedLesson => ({ path: `${slug}/${name}`, unit: number, title }))
      }),
  )
  return perUnit.flat()
}

async function readLesson({ name, folder }: Folder): Promise<{ name: string; title: string; order: number }> {
  const { title, order } = lesson.parse(await readJson(join(folder, 'lesson.json')))
  return { name, title: title.en, order }
}

interface Folder {
  name: string
  folder: string
}

/** A unit may be named before it has a folder. */
async function foldersIn(unitFolder: string): Promise<Folder[]> {
  const entries = await readdir(unitFolder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => ({ name, folder: join(unitFolder, name) }))
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}
