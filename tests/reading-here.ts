/** A reader without a wall around it, for tests about something else: what it reads is theirs. */
import { makeGradingBundle } from '../grader/exercise/bundle.ts'
import { readCode } from '../grader/exercise/code-tokens.ts'
import { compileLearner } from '../grader/exercise/compile-learner.ts'
import { readExerciseFolder } from '../grader/exercise/folder.ts'
import { listMutants } from '../grader/exercise/mutants.ts'
import { parseExercise } from '../grader/exercise/parse-exercise.ts'
import { readDeclarations } from '../grader/exercise/read-declarations.ts'
import type { Reader } from '../grader/reading/reader.ts'

export const readingHere: Reader = {
  compileLearner: async (source) => compileLearner(source),
  parseExercise: async (slug, files) => parseExercise(slug, files),
  readExerciseFolder,
  makeGradingBundle: async (exercise) => makeGradingBundle(exercise),
  readDeclarations: async (exercise) => readDeclarations(exercise),
  listMutants: async (_, source) => listMutants(source),
  readCode: async (source) => readCode(source),
  close: () => undefined,
}
