/** The four questions of `exercise new`: by flag, or asked where somebody sits at a terminal. */
import { createInterface } from 'node:readline/promises'
import type { ScaffoldAnswers } from '../grader/exercise/scaffold.ts'
import { UsageError } from '../runner/command.ts'
import type { ListedLesson } from './lesson-list.ts'

/** As given on the command line. */
export interface GivenAnswers {
  en?: string | undefined
  zh?: string | undefined
  lesson?: string | undefined
  difficulty?: string | undefined
}

/** Somebody who answers. */
export interface Terminal {
  /** @returns undefined when whoever sat there has left */
  ask: (question: string) => Promise<string | undefined>
  say: (text: string) => void
}

const difficulties = [1, 2, 3, 4, 5] as const

/**
 * What is answered with an empty text stays open, and becomes a TODO. At a terminal a wrong answer is asked for again, and the
 * others stand.
 * @param terminal undefined where nobody can answer
 * @throws UsageError where nobody can answer what is missing or wrong, or whoever answers leaves
 */
export async function askWhatIsMissing(
  given: GivenAnswers,
  lessons: readonly ListedLesson[],
  terminal: Terminal | undefined,
): Promise<ScaffoldAnswers> {
  if (terminal === undefined) requireAll(given, lessons)
  const answer = <T>(text: string | undefined, question: Question<T>) => answerOne(text, question, terminal)
  return {
    title: {
      en: await answer(given.en, { words: 'Title in English? ', parse: (text) => text }),
      zh: await answer(given.zh, { words: 'Title in Chinese? ', parse: (text) => text }),
    },
    lesson: await answer(given.lesson, {
      before: `Lessons:\n${listed(lessons)}`,
      words: 'Lesson, by its number or as UNIT/LESSON? ',
      parse: (text) => findLesson(text, lessons),
    }),
    difficulty: await answer(given.difficulty, { words: 'Difficulty, from 1 to 5? ', parse: parseDifficulty }),
  }
}

interface Question<T> {
  /** Said once, before it is asked. */
  before?: string
  words: string
  /** @throws UsageError */
  parse: (text: string) => T
}

async function answerOne<T>(
  given: string | undefined,
  { before, words, parse }: Question<T>,
  terminal: Terminal | undefined,
): Promise<T | undefined> {
  let text = given
  let told = false
  for (;;) {
    if (text === undefined) {
      if (!told && before !== undefined) terminal?.say(before)
      told = true
      text = await terminal?.ask(words)
      if (text === undefined) throw new UsageError('not all questions were answered: nothing was written')
    }
    const trimmed = text.trim()
    if (trimmed === '') return undefined
    try {
      return parse(trimmed)
    } catch (error) {
      if (!(error instanceof UsageError) || terminal === undefined) throw error
      terminal.say(error.message)
      text = undefined
    }
  }
}

/** The lessons to choose from, one a line, with the numbers that answer for them. */
function listed(lessons: readonly ListedLesson[]): string {
  return lessons.map(({ path, title }, index) => `${String(index + 1).padStart(4)}  ${path}  (${title})`).join('\n')
}

function requireAll(given: GivenAnswers, lessons: readonly ListedLesson[]): void {
  const wanted = { en: 'TITLE', zh: 'TITLE', lesson: 'UNIT/LESSON', difficulty: '1-5' }
  const missing = Object.entries(wanted).filter(
    ([flag]) => !Object.entries(given).some(([name, value]) => name === flag && value !== undefined),
  )
  if (missing.length === 0) return
  const flags = missing.map(([flag, value]) => `--${flag} ${value}`).join(' ')
  const choice = given.lesson === undefined ? `\nLessons:\n${listed(lessons)}` : ''
  throw new UsageError(
    `there is no terminal to ask at; give ${flags} too. An empty text ('') leaves one open, as a TODO in the folder.${choice}`,
  )
}

function findLesson(text: string, lessons: readonly ListedLesson[]): { path: string; unit: number } {
  const found = lessons.find(({ path }, index) => path === text || String(index + 1) === text)
  if (found === undefined) {
    throw new UsageError(`"${text}" is no lesson. There are:\n${listed(lessons)}`)
  }
  return { path: found.path, unit: found.unit }
}

function parseDifficulty(text: string): (typeof difficulties)[number] {
  const found = difficulties.find((one) => String(one) === text)
  if (found === undefined) throw new UsageError(`the difficulty is "${text}" and must be 1, 2, 3, 4 or 5`)
  return found
}

/** One for all questions: lines that were typed ahead are not lost between two. */
export function openTerminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Terminal & { close: () => void } {
  const lines = createInterface({ input, output })
  // Unlike a question, it ends when the terminal does: nobody waits for an answer after Ctrl+D.
  const typed = lines[Symbol.asyncIterator]()
  return {
    async ask(question) {
      output.write(question)
      const next = await typed.next()
      return next.done === true ? undefined : next.value
    },
    say: (text) => void output.write(`${text}\n`),
    close: () => lines.close(),
  }
}
