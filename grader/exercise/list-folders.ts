/** Which exercises a file system has. Node only. */
import { readdir } from 'node:fs/promises'
import { slugPattern } from './slug-pattern.ts'

/** Slugs of the folders in `root`, sorted. */
export async function listExerciseFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && slugPattern.test(entry.name))
    .map((entry) => entry.name)
    .toSorted()
}
