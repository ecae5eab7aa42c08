/** `exercise new`: a folder that holds a draft to fill in. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { scaffoldExercise } from '../grader/exercise/scaffold.ts'
import type { ScaffoldAnswers } from '../grader/exercise/scaffold.ts'
import { exercisesFolder } from '../runner/checkout.ts'
import { UsageError } from '../runner/command.ts'
import { askWhatIsMissing, openTerminal } from './ask-for-exercise.ts'
import type { GivenAnswers } from './ask-for-exercise.ts'
import { listLessons } from './lesson-list.ts'
import { requireSlugs } from './load-exercises.ts'
import type { LoadedExercise } from './load-exercises.ts'

/** @throws UsageError where the slug is none or is taken, or an answer is missing */
export async function makeExercise(
  slug: string,
  { answers, known }: { answers: GivenAnswers; known: readonly LoadedExercise[] },
): Promise<void> {
  requireSlugs([slug])
  if (known.some((one) => one.slug === slug)) throw new UsageError(`exercises/${slug} exists already`)
  const metas = known.flatMap((one) => ('exercise' in one ? [one.exercise.meta] : []))
  for (const [path, text] of Object.entries(scaffoldExercise(slug, metas, await ask(answers)))) {
    const file = join(exercisesFolder, slug, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { flag: 'wx' })
  }
}

async function ask(answers: GivenAnswers): Promise<ScaffoldAnswers> {
  const lessons = await listLessons()
  if (!process.stdin.isTTY) return askWhatIsMissing(answers, lessons, undefined)
  const terminal = openTerminal(process.stdin, process.stdout)
  try {
    return await askWhatIsMissing(answers, lessons, terminal)
  } finally {
    terminal.close()
  }
}
