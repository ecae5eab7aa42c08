/** What made-up learners hand in: right answers in several styles, wrong ideas, and what cannot start. All of it is really graded. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import type { Exercise } from '../../grader/exercise/exercise.ts'
import type { Reader } from '../../grader/reading/reader.ts'
import { checkout } from '../start-environment.ts'
import type { DemoExercise } from './plan.ts'

export async function readDemoExercise(
  slug: string,
  reader: Reader,
): Promise<{ exercise: Exercise; texts: DemoExercise }> {
  const exercise = await reader.readExerciseFolder(path.join(checkout, 'exercises', slug))
  const solution = exercise.files['solution.ts'] ?? ''
  const starter = exercise.files['starter.ts'] ?? ''
  const misconceptions = Object.entries(exercise.files)
    .filter(([file]) => file.startsWith('misconceptions/'))
    .map(([, text]) => text)
  return {
    exercise,
    texts: {
      slug,
      points: exercise.meta.points,
      right: [solution, ...(await readSamples('honest', slug))],
      wrong: [...misconceptions, starter, ...(await readSamples('wrong', slug))],
      // Forgotten at the end, and typed wrong at the beginning.
      invalid: [solution.trimEnd().replace(/\}$/, ''), solution.replace('export function ', 'export functoin ')],
    },
  }
}

/** A checkout without its tests has fewer styles, and a class all the same. */
async function readSamples(kind: 'honest' | 'wrong', slug: string): Promise<string[]> {
  const folder = path.join(checkout, 'tests', 'attacks', kind, slug)
  const files = await readdir(folder).catch(() => [])
  return Promise.all(
    files.filter((file) => file.endsWith('.ts')).map((file) => readFile(path.join(folder, file), 'utf8')),
  )
}
