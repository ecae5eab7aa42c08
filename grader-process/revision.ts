/** Names the grader's own code, so that each verdict says which grader gave it. */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'

import { z } from 'zod'

const graderFolder = new URL('../grader', import.meta.url).pathname
const lockFile = new URL('../package-lock.json', import.meta.url).pathname

/** Hash over the grader's files and the locked dependencies; tests do not count. */
export async function graderRevision(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(lockFile))
  const entries = await readdir(graderFolder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  for (const file of files)
    hash
      .update(relative(graderFolder, file))
      .update('\0')
      .update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

/** The version of tfjs that the cage is built from. */
export function tfjsVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('@tensorflow/tfjs-core/package.json')
  return z.object({ version: z.string() }).parse(manifest).version
}
