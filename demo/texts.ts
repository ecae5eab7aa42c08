/** What made-up learners hand in: right answers in several styles, wrong ideas, and what cannot start. All of it is really graded. */
import path from 'node:path'

import type { Exercise } from '../grader/exercise/exercise.ts'
import { kindOfSample } from '../grader/exercise/sample-ids.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { exercisesFolder } from '../runner/checkout.ts'
import type { DemoExercise } from './plan.ts'

export async function readDemoExercise(
  slug: string,
  reader: Reader,
): Promise<{ exercise: Exercise; texts: DemoExercise }> {
  const exercise = await reader.readExerciseFolder(path.join(exercisesFolder, slug))
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
      right: [solution, ...samplesOf(exercise, 'passed')],
      wrong: [...misconceptions, starter, ...samplesOf(exercise, 'failed')],
      // Forgotten at the end, and typed wrong at the beginning.
      invalid: [solution.trimEnd().replace(/\}$/, ''), solution.replace('export function ', 'export functoin ')],
    },
  }
}

function samplesOf({ samples }: Exercise, kind: ReturnType<typeof kindOfSample>): string[] {
  return Object.entries(samples).flatMap(([file, text]) => (kindOfSample(file) === kind ? [text] : []))
}
