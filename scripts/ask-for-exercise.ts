/** The four questions of `exercise new`: by flag, or asked where somebody sits at a terminal. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { z } from 'zod'
import type { ScaffoldAnswers } from '../grader/exercise/scaffold.ts'

export class UsageError extends Error {
  override name = 'UsageError'
}

/** As given on the command line. */
export interface GivenAnswers {
  en?: string | undefined
  zh?: string | undefined
  lesson?: string | undefined
  difficulty?: string | undefined
}

const units = z.array(z.object({ number: z.int(), slug: z.string() }))
const difficulties = [1, 2, 3, 4, 5] as const

/**
 * What is neither given nor answered stays open, and becomes a TODO.
 * @param ask undefined where nobody can answer
 * @throws UsageError for a lesson or a difficulty that there is not
 */
export async function askWhatIsMissing(
  given: GivenAnswers,
  lessonsFolder: string,
  ask = process.stdin.isTTY ? askAtTerminal : undefined,
): Promise<ScaffoldAnswers> {
  const known = units.parse(JSON.parse(await readFile(join(lessonsFolder, 'units.json'), 'utf8')))
  const answerOf = async (value: string | undefined, question: string): Promise<string | undefined> => {
    const text = (value ?? (await ask?.(question)))?.trim()
    return text === '' ? undefined : text
  }
  const en = await answerOf(given.en, 'Title in English? ')
  const zh = await answerOf(given.zh, 'Title in Chinese? ')
  const lesson = await answerOf(
    given.lesson,
    `Lesson, as UNIT/LESSON? Units: ${known.map(({ slug }) => slug).join(', ')}. `,
  )
  const difficulty = await answerOf(given.difficulty, 'Difficulty, from 1 to 5? ')
  return {
    title: { en, zh },
    lesson: lesson === undefined ? undefined : await findLesson(lesson, known, lessonsFolder),
    difficulty: difficulty === undefined ? undefined : parseDifficulty(difficulty),
  }
}

/** A lesson may still be unwritten; its unit may not. */
async function findLesson(
  path: string,
  known: z.infer<typeof units>,
  lessonsFolder: string,
): Promise<{ path: string; unit: number }> {
  const [slug, lesson] = path.split('/')
  const unit = known.find((one) => one.slug === slug)
  if (unit === undefined || lesson === undefined || lesson === '') {
    const lessons = unit === undefined ? [] : await readdir(join(lessonsFolder, unit.slug)).catch(() => [])
    const there = unit === undefined ? known.map((one) => `${one.slug}/…`) : lessons.map((one) => `${unit.slug}/${one}`)
    throw new UsageError(`"${path}" is no UNIT/LESSON. There are: ${there.join(', ')}.`)
  }
  return { path, unit: unit.number }
}

function parseDifficulty(text: string): (typeof difficulties)[number] {
  const found = difficulties.find((one) => String(one) === text)
  if (found === undefined) throw new UsageError(`the difficulty is "${text}" and must be 1, 2, 3, 4 or 5`)
  return found
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}
