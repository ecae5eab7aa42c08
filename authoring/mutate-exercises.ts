/** `exercise mutate`: remembers what it found so that it can be cut off, and says how far it is. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { z } from 'zod'

import type { Exercise } from '../grader/exercise/exercise.ts'
import { ExerciseError } from '../grader/exercise/exercise-error.ts'
import { mutateExercise } from '../grader/exercise/mutate-exercise.ts'
import type { Mutation } from '../grader/exercise/mutate-exercise.ts'
import { formatReference } from '../grader/exercise/reference-text.ts'
import type { CageHost } from '../grader/host/host.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { checkout, exercisesFolder } from '../runner/checkout.ts'

const SAVE_EVERY = 50
const TELL_EVERY_MS = 5_000

interface Options {
  lanes: readonly CageHost[]
  reader: Reader
  json: boolean
  solutionOnly: boolean
  /** Forgets what earlier runs found. */
  fresh: boolean
}

const memory = z.record(z.string(), z.boolean())

/** @returns 0 when no survivor is unmarked and no mark is stale */
export async function mutateExercises(exercises: readonly Exercise[], options: Options): Promise<0 | 1> {
  const results: Array<{ slug: string } & (Mutation | { fault: string })> = []
  for (const exercise of exercises) {
    const { slug } = exercise
    try {
      const found = await mutateOne(exercise, options)
      results.push({ slug, ...found })
      if (!options.json) print(slug, found)
    } catch (error) {
      if (!(error instanceof ExerciseError)) throw error
      const fault = `${error.file} ${error.reason}. ${error.next}`
      results.push({ slug, fault })
      if (!options.json) console.log(`FAULT ${slug}: ${fault}`)
    }
  }
  if (options.json)
    console.log(JSON.stringify({ exercises: results }, (key, value: unknown) => (key === 'source' ? undefined : value)))
  const isClean = (one: (typeof results)[number]): boolean => 'figures' in one && isWhole(one)
  return results.every(isClean) ? 0 : 1
}

const isWhole = ({ survivors, stale }: Mutation): boolean => survivors.length === 0 && stale.length === 0

async function mutateOne(exercise: Exercise, { lanes, reader, solutionOnly, fresh }: Options): Promise<Mutation> {
  const file = path.join(checkout, '.data', 'mutants', `${exercise.slug}.json`)
  const known = new Map(fresh ? [] : Object.entries(await readMemory(file)))
  await mkdir(path.dirname(file), { recursive: true })
  let saved: Promise<void> = Promise.resolve()
  const save = (): void => {
    saved = saved.then(() => writeFile(file, JSON.stringify(Object.fromEntries(known))))
  }
  let toldAt = 0
  try {
    const result = await mutateExercise(exercise, {
      lanes,
      reader,
      solutionOnly,
      known,
      onMutant({ done, all }) {
        if (done % SAVE_EVERY === 0) save()
        const now = performance.now()
        if (now - toldAt < TELL_EVERY_MS && done < all) return
        toldAt = now
        console.error(`${exercise.slug}: ${done} of ${all} changes`)
      },
    })
    if (!solutionOnly && isWhole(result) && exercise.reference !== null) {
      const text = formatReference({ ...exercise.reference, mutants: result.figures })
      await writeFile(path.join(exercisesFolder, exercise.slug, 'reference.json'), text)
    }
    return result
  } finally {
    save()
    await saved
  }
}

/** What cannot be read is found again. */
async function readMemory(file: string): Promise<Record<string, boolean>> {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  try {
    return memory.parse(JSON.parse(text))
  } catch (error) {
    console.error(`${file} is not read: ${error instanceof Error ? error.message : String(error)}`)
    return {}
  }
}

function print(slug: string, mutation: Mutation): void {
  const { figures, survivors, stale } = mutation
  const counts = `${figures.killed} killed, ${figures.equivalent} equivalent, ${survivors.length} unmarked`
  console.log(`${isWhole(mutation) ? 'ok   ' : 'FAULT'} ${slug}: ${counts}`)
  for (const { file, line, text, change } of survivors) console.log(`  ${file}:${line}: ${change}\n    in: ${text}`)
  for (const { file, text, change } of stale) {
    console.log(`  mutants.json marks what a check sees, or what is no change: ${file}: ${change}\n    in: ${text}`)
  }
  if (survivors.length > 0) {
    console.log('  → Sharpen a check until it sees each, or mark it in mutants.json: [{ file, text, change, reason }].')
  }
}
