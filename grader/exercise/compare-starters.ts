/** Holds starter.zh.ts against starter.ts: what a learner begins with is the same code in every language. */
import type { Exercise } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import { lineAndColumn } from './refusal.ts'
import { chineseStarterFile } from './sample-ids.ts'
import { UnreadableError, stripTypesWithTokens } from './strip-types.ts'

/** @throws ExerciseError where the two differ in more than comments and layout */
export function refuseOtherStarter({ slug, starters }: Pick<Exercise, 'slug' | 'starters'>): void {
  if (starters.zh === starters.en) return
  const english = readTokens(starters.en)
  const chinese = readOrRefuse(slug, starters.zh)
  const at = chinese.findIndex(({ text }, index) => text !== english[index]?.text)
  if (at < 0 && chinese.length === english.length) return
  const here = at < 0 ? undefined : chinese[at]
  const there = english[at < 0 ? chinese.length : at]
  const line = lineAndColumn(starters.zh, here?.start ?? starters.zh.length).line
  const reason = `line ${line}: ${quoted(here?.text)} stands where starter.ts has ${quoted(there?.text)}`
  throw new ExerciseError(slug, { file: chineseStarterFile, reason, next: copyTheCode })
}

function readOrRefuse(slug: string, source: string): ReturnType<typeof readTokens> {
  try {
    return readTokens(source)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    const reason = `line ${lineAndColumn(source, error.offset).line} does not parse: ${error.message}`
    throw new ExerciseError(slug, { file: chineseStarterFile, reason, next: copyTheCode }, error)
  }
}

const copyTheCode = 'Copy the code of starter.ts; only comments may differ.'

/** Types included, comments left out. */
function readTokens(source: string): Array<{ text: string; start: number }> {
  const { tokens } = stripTypesWithTokens(source)
  return tokens.map(({ start, end }) => ({ text: source.slice(start, end), start })).filter(({ text }) => text !== '')
}

const quoted = (text: string | undefined): string => (text === undefined ? 'nothing' : `"${text}"`)
