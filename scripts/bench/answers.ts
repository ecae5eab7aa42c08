/** Right answers that the benchmarks grade: each exercise's model solution and three in other styles. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Exercise } from '../../grader/exercise/exercise.ts'
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

/** @throws Error if an exercise has too few of them */
export async function readAnswers(reader: Reader): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const slug of benchedExercises) {
    const folder = path.join(checkout, 'exercises', slug)
    const exercise = await reader.readExerciseFolder(folder)
    const honest = path.join(checkout, 'tests/attacks/honest', slug)
    const others = (await readdir(honest)).toSorted().slice(0, OTHER_STYLES)
    if (others.length < OTHER_STYLES) throw new Error(`${slug} has no three right answers in other styles`)
    for (const file of [path.join(folder, 'solution.ts'), ...others.map((name) => path.join(honest, name))]) {
      answers.push({ slug, folder, exercise, file, source: await readFile(file, 'utf8') })
    }
  }
  return answers
}
