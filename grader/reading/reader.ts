/** Reads what learners and authors wrote, outside the process that asks. Node only. */
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import type { Exercise, GradingBundle } from '../exercise/exercise.ts'
import { ExerciseError } from '../exercise/exercise-error.ts'
import type { ReadCode } from '../exercise/code-tokens.ts'
import type { Mutant } from '../exercise/mutants.ts'
import type { Declarations } from '../exercise/read-declarations.ts'
import { compileBehindWall, readingLimitMs } from './compile-behind-wall.ts'
import type { CompileBehindWall } from './compile-behind-wall.ts'
import { memoryLimitMb, openReaderProcess } from './open-reader-process.ts'
import type { ReadingAnswer } from './protocol.ts'
import { makeReadingPool, ReadingLimit } from './reading-pool.ts'
import type { ReadOptions } from './reading-pool.ts'
import type { Readings } from './readings.ts'

/** Every method throws RealmDied for what is no fault of the text's: it was stopped, or the machine gave it no time. */
export interface Reader {
  compileLearner: CompileBehindWall
  /** @throws ExerciseError */
  parseExercise(slug: string, files: Readonly<Record<string, string>>, options?: ReadOptions): Promise<Exercise>
  /** @throws ExerciseError when the folder is no exercise */
  readExerciseFolder(path: string): Promise<Exercise>
  /** @throws ExerciseError when experiment.ts, checks.ts or data.json does not compile */
  makeGradingBundle(exercise: Exercise, options?: ReadOptions): Promise<GradingBundle>
  /** Call only after makeGradingBundle has compiled both files. @throws ExerciseError for what is no literal */
  readDeclarations(exercise: Exercise): Promise<Declarations>
  /** Small changes of a right answer of the exercise. @throws ExerciseError where it cannot be read in time */
  listMutants(slug: string, source: string): Promise<Mutant[]>
  /** @returns undefined for a text that is no program, or takes too long to read */
  readCode(source: string): Promise<ReadCode | undefined>
  /** Ends what is being read; nothing is read any more. A process that ends need not call it. */
  close(): void
}

export interface ReaderOptions {
  /** How many texts are read at once, each in a process of some 70 MB. */
  atOnce?: number
  /** The whole path of reader-process.ts, for who is bundled elsewhere. */
  processFile?: string
}

/** Of CPU time: of one text among a thousand that are compared, less is asked than of one that is graded. */
const tokensLimitMs = 500

/** Starts its processes when they are needed. */
export function makeReader(options: ReaderOptions = {}): Reader {
  const { atOnce = Math.min(2, availableParallelism()), processFile = join(import.meta.dirname, 'reader-process.ts') } =
    options
  const pool = makeReadingPool({ open: () => openReaderProcess(processFile), realms: atOnce })

  async function read<Name extends keyof Readings>(
    name: Name,
    given: Parameters<Readings[Name]>,
    { limitMs = readingLimitMs, signal }: ReadOptions & { limitMs?: number } = {},
  ): Promise<Awaited<ReturnType<Readings[Name]>>> {
    const answer: ReadingAnswer<Awaited<ReturnType<Readings[Name]>>> = JSON.parse(
      await pool.ask({ name, given }, limitMs, { signal }),
    )
    if (answer.type === 'read') return answer.value
    if (answer.type === 'fault') throw new ExerciseError(answer.slug, answer.fault)
    throw new Error(`${name} failed`, { cause: answer.detail })
  }

  /** An author is told as of any other fault of the folder. */
  async function ofExercise<T>(slug: string, reading: Promise<T>): Promise<T> {
    try {
      return await reading
    } catch (error) {
      if (!(error instanceof ReadingLimit)) throw error
      const reason = `cannot be read within ${readingLimitMs} ms of CPU time and ${memoryLimitMb} MB`
      const next = 'Simplify its files: shorter lines, less nesting, simpler regular expressions.'
      throw new ExerciseError(slug, { file: '.', reason, next }, error)
    }
  }

  return {
    compileLearner: compileBehindWall(pool),
    parseExercise: (slug, files, given) => ofExercise(slug, read('parseExercise', [slug, files], given)),
    readExerciseFolder: (path) => ofExercise(basename(path), read('readExerciseFolder', [path])),
    makeGradingBundle: (exercise, given) => ofExercise(exercise.slug, read('makeGradingBundle', [exercise], given)),
    readDeclarations: (exercise) => ofExercise(exercise.slug, read('readDeclarations', [exercise])),
    listMutants: (slug, source) => ofExercise(slug, read('listMutants', [source])),
    async readCode(source) {
      try {
        return await read('readCode', [source], { limitMs: tokensLimitMs })
      } catch (error) {
        if (error instanceof ReadingLimit) return undefined
        throw error
      }
    },
    close: () => pool.close(),
  }
}
