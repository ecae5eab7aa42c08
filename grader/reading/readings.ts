/** All that is read of what learners and authors wrote. It runs in a realm that may be ended at any moment, and nowhere else. */
import { makeGradingBundle } from '../exercise/bundle.ts'
import { readCode } from '../exercise/code-tokens.ts'
import { compileLearner } from '../exercise/compile-learner.ts'
import { readExerciseFolder } from '../exercise/folder.ts'
import { listMutants } from '../exercise/mutants.ts'
import { parseExercise } from '../exercise/parse-exercise.ts'
import { readDeclarations } from '../exercise/read-declarations.ts'

export const readings = {
  compileLearner,
  listMutants,
  makeGradingBundle,
  parseExercise,
  readCode,
  readDeclarations,
  readExerciseFolder,
}

export type Readings = typeof readings
