/** Files that lie in an exercise's folder and are none of it. Node only. */
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/**
 * What systems and editors leave in a folder that somebody works in: copies, locks, folder settings. None of it is the author's, so
 * it is no file of the exercise and nothing to complain of.
 */
export function isStray(name: string): boolean {
  return /^(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.#.*|#.*#|.*~|\..*\.sw[a-p]|.*\.sw[op])$/.test(name)
}

/** Paths inside the folder that readExerciseFolder skips. */
export async function listStrayFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => !entry.isDirectory() && isStray(entry.name))
    .map((entry) => pathInside(folder, entry))
    .toSorted()
}

export function pathInside(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
}
