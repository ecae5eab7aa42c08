/** The exercises of this checkout, those that cannot be read among them. */
import { join } from 'node:path'

import type { Exercise } from '../grader/exercise/exercise.ts'
import { ExerciseError } from '../grader/exercise/exercise-error.ts'
import type { Fault } from '../grader/exercise/exercise-error.ts'
import { listExerciseFolders } from '../grader/exercise/list-folders.ts'
import { slugPattern } from '../grader/exercise/slug-pattern.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { listChangedFiles } from '../runner/changed-files.ts'
import { exercisesFolder } from '../runner/checkout.ts'
import { UsageError } from '../runner/command.ts'
import { findChangedExercises } from './changed-exercises.ts'

export type LoadedExercise = { slug: string; exercise: Exercise } | { slug: string; fault: Fault }

export async function loadExercises(reader: Reader): Promise<LoadedExercise[]> {
  const slugs = await listExerciseFolders(exercisesFolder)
  return Promise.all(slugs.map((slug) => load(reader, slug)))
}

async function load(reader: Reader, slug: string): Promise<LoadedExercise> {
  try {
    return { slug, exercise: await reader.readExerciseFolder(join(exercisesFolder, slug)) }
  } catch (error) {
    if (!(error instanceof ExerciseError)) throw error
    const { file, reason, next } = error
    return { slug, fault: { file, reason, next } }
  }
}

/** For a line of a list. */
export function describeLoaded(one: LoadedExercise): string {
  if ('fault' in one) return `${one.slug}: ${one.fault.file} ${one.fault.reason}`
  const { meta, prose } = one.exercise
  const draft = meta.draft ? ', draft' : ''
  return `${meta.id.padEnd(5)} ${one.slug.padEnd(28)} ${prose.en.title} (${prose.zh.title})${draft}`
}

export function formatLoaded(one: LoadedExercise): string {
  const { slug } = one
  return JSON.stringify(
    'fault' in one ? { slug, fault: one.fault } : { slug, revision: one.exercise.revision, ...one.exercise.meta },
  )
}

/**
 * Named ones, all, or those with changes that git has not committed; all too when git cannot say or the grader changed.
 * @throws UsageError for a name that cannot be a slug
 */
export async function chooseExercises(
  all: readonly LoadedExercise[],
  { slugs, everything, reader }: { slugs: readonly string[]; everything: boolean; reader: Reader },
): Promise<readonly LoadedExercise[]> {
  requireSlugs(slugs)
  if (slugs.length > 0)
    return Promise.all(slugs.map(async (slug) => all.find((one) => one.slug === slug) ?? load(reader, slug)))
  if (everything) return all
  const changed = await listChangedFiles('HEAD')
  if (changed === undefined) console.error('git cannot say what changed: checking all')
  const found = findChangedExercises(changed)
  const chosen = all.filter(({ slug }) => found !== 'all' && found.has(slug))
  return chosen.length === 0 ? all : chosen
}

/** @throws UsageError */
export function requireSlugs(slugs: readonly string[]): void {
  const wrong = slugs.find((slug) => !slugPattern.test(slug))
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is no slug: use a-z, 0-9 and single hyphens`)
}
