/** Exercises as folders of a file system. Node only. */
import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Exercise } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import { parseExercise } from './parse-exercise.ts'
import { isStray, pathInside } from './stray-files.ts'

/** More files than any exercise has: what is listed is no exercise. */
const fileLimit = 200

/** @throws ExerciseError when the folder is no exercise */
export async function readExerciseFolder(path: string): Promise<Exercise> {
  const slug = basename(path)
  return parseExercise(slug, await readFiles(path, slug))
}

async function readFiles(folder: string, slug: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    const next = 'See `npm run -s exercise -- list` for those there are.'
    throw new ExerciseError(slug, { file: '.', reason: 'there is no such exercise', next }, error)
  })
  const files = entries.filter((entry) => !entry.isDirectory() && !isStray(entry.name))
  if (files.length > fileLimit) {
    throw new ExerciseError(slug, { file: '.', reason: `holds ${files.length} files`, next: 'Remove what is foreign.' })
  }
  const texts: Record<string, string> = {}
  for (const entry of files) {
    const full = join(entry.parentPath, entry.name)
    const path = pathInside(folder, entry)
    // A link could read any file of the machine into an exercise that everyone may see.
    if (!entry.isFile()) {
      throw new ExerciseError(slug, { file: path, reason: 'is not a plain file', next: 'Replace it by a plain file.' })
    }
    texts[path] = await readText(full, path, slug)
  }
  return texts
}

async function readText(full: string, path: string, slug: string): Promise<string> {
  const bytes = await readFile(full)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new ExerciseError(slug, { file: path, reason: 'is not UTF-8 text', next: 'Save it as UTF-8.' }, error)
  }
}
