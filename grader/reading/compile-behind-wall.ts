/** A learner's module, compiled in a realm of the pool: the same answer in the grader, on the web and in the page. */
import { problem } from '../cage/mistakes.ts'
import type { CompileResult } from '../exercise/exercise.ts'
import type { ReadingAnswer } from './protocol.ts'
import { ReadingLimit } from './reading-pool.ts'
import type { ReadingPool, ReadOptions } from './reading-pool.ts'

/** Of CPU time; of wall-clock time in the page. An ordinary module takes a fiftieth of it. */
export const readingLimitMs = 2000

/** @throws RealmDied for what is no fault of the module's: it was stopped, or the machine gave it no time */
export type CompileBehindWall = (source: string, options?: ReadOptions) => Promise<CompileResult>

export function compileBehindWall(pool: ReadingPool, limitMs = readingLimitMs): CompileBehindWall {
  return async (source, options) => {
    try {
      const text = await pool.ask({ name: 'compileLearner', given: [source] }, limitMs, options)
      const answer: ReadingAnswer<CompileResult> = JSON.parse(text)
      if (answer.type === 'read') return answer.value
      throw new Error('a module could not be compiled', { cause: answer })
    } catch (error) {
      if (!(error instanceof ReadingLimit)) throw error
      return { ok: false, problem: problem('compile-limit', { limitMs }) }
    }
  }
}
