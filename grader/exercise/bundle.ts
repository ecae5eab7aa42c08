/** What a cage and a judge cage need of an exercise: nothing of the solution, the samples or the prose. */
import { compileModule } from './compile.ts'
import type { Exercise, GradingBundle } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import { parseExerciseData } from './parse-exercise.ts'
import { describeProblem } from './describe-problem.ts'

/** What experiment.ts and checks.ts may import. Names are left to the type checker. */
const authorImports = { 'grader/experiments': null, 'grader/judge': null, kit: null }

/** @throws ExerciseError when experiment.ts, checks.ts or data.json does not compile */
export function makeGradingBundle(exercise: Exercise): GradingBundle {
  const { budget, permits, tidy } = exercise.meta
  return {
    slug: exercise.slug,
    revision: exercise.revision,
    experiment: compileAuthorFile(exercise, 'experiment.ts'),
    checks: compileAuthorFile(exercise, 'checks.ts'),
    budget,
    permits,
    tidy,
    data: parseExerciseData(exercise),
  }
}

function compileAuthorFile(exercise: Exercise, fileName: string): string {
  const result = compileModule(exercise.files[fileName] ?? '', { fileName, allowedImports: authorImports })
  if (!result.ok) {
    const next = 'These files are compiled like a learner’s module; see docs/errors.md for the code.'
    throw new ExerciseError(exercise.slug, { file: fileName, reason: describeProblem(result.problem), next })
  }
  if (!result.exports.includes('default')) {
    const maker = fileName === 'checks.ts' ? 'defineChecks' : 'defineExperiment'
    const next = `End it with \`export default ${maker}({ … })\`.`
    throw new ExerciseError(exercise.slug, { file: fileName, reason: 'has no default export', next })
  }
  return result.code
}
