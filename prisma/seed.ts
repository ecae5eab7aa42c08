/**
 * Puts in what a fresh install needs and nothing else; running it again changes nothing that people made.
 * Usage: DATABASE_URL=… node prisma/seed.ts
 * Prints `first-instructor-token=TOKEN` while nobody teaches yet: /claim/TOKEN makes the first instructor, once.
 */
import path from 'node:path'
import { listExerciseFolders } from '../grader/exercise/list-folders.ts'
import { makeReader } from '../grader/reading/reader.ts'
import { closeDatabase, openDatabase } from '../store/foundation/database.ts'
import type { Database } from '../store/foundation/database.ts'
import { keepRevision } from '../store/exercises/exercise-revisions.ts'
import { issueToken } from '../store/sign-in/one-time-tokens.ts'
import { hasInstructor } from '../store/accounts/users.ts'

const tokenDays = 7

/** Keeps the present revision of every exercise of the checkout that is published. @returns what could not be read, with the reason */
export async function seedExercises(
  database: Database,
  folder: string,
): Promise<Array<{ slug: string; error: unknown }>> {
  const broken: Array<{ slug: string; error: unknown }> = []
  const reader = makeReader()
  for (const slug of await listExerciseFolders(folder)) {
    try {
      const exercise = await reader.readExerciseFolder(path.join(folder, slug))
      if (!exercise.meta.draft) await keepRevision(database, exercise)
    } catch (error) {
      // One broken folder must not keep the others out.
      broken.push({ slug, error })
    }
  }
  reader.close()
  return broken
}

/** @returns undefined once somebody teaches; earlier links stop working when a new one is made */
export async function makeFirstInstructorToken(database: Database, now: Date): Promise<string | undefined> {
  if (await hasInstructor(database)) return undefined
  const expiresAt = new Date(now.getTime() + tokenDays * 24 * 3600_000)
  return issueToken(database, { purpose: 'claim-instructor', now, expiresAt })
}

if (import.meta.main) {
  const databaseUrl = process.env.DATABASE_URL
  if (databaseUrl === undefined || databaseUrl === '') throw new Error('Set DATABASE_URL, then run this again.')
  const database = openDatabase(databaseUrl, { connections: 2 })
  try {
    const broken = await seedExercises(database, path.join(import.meta.dirname, '..', 'exercises'))
    for (const { slug, error } of broken) {
      process.stderr.write(`${slug} was left out: ${error instanceof Error ? error.message : String(error)}\n`)
    }
    const token = await makeFirstInstructorToken(database, new Date())
    if (token !== undefined) process.stdout.write(`first-instructor-token=${token}\n`)
  } finally {
    await closeDatabase(database)
  }
}
