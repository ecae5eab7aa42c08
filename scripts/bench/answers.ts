/** Right answers that the benchmarks grade: each exercise's model solution and three in other styles. */
import path from 'node:path'
import type { Exercise, GradingJob } from '../../grader/exercise/exercise.ts'
import { kindOfSample } from '../../grader/exercise/sample-ids.ts'
import type { Reader } from '../../grader/reading/reader.ts'
import { checkout } from '../start-environment.ts'

const benchedExercises = ['clip-global-norm', 'he-30-layers', 'residual-depth-scaling']
const OTHER_STYLES = 3

export interface Answer {
  slug: string
  /** The exercise's. */
  folder: string
  exercise: Exercise
  /** Of the answer. */
  file: string
  source: string
}

/** An answer, ready to be graded. */
export interface BenchJob extends GradingJob, Pick<Answer, 'slug' | 'folder' | 'file'> {}

/** @throws Error if an exercise has too few of them */
export async function readAnswers(reader: Reader): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const slug of benchedExercises) {
    const folder = path.join(checkout, 'exercises', slug)
    const exercise = await reader.readExerciseFolder(folder)
    const right = Object.entries(exercise.samples).filter(([file]) => kindOfSample(file) === 'passed')
    const others = right.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, OTHER_STYLES)
    if (others.length < OTHER_STYLES) throw new Error(`${slug} has no three right answers in other styles`)
    for (const [file, source] of [['solution.ts', exercise.files['solution.ts'] ?? ''] as const, ...others]) {
      answers.push({ slug, folder, exercise, file: path.join(folder, file), source })
    }
  }
  return answers
}
