/** Which small changes of an exercise's right answers its checks do not see. */
import { createHash } from 'node:crypto'
import type { CageHost } from '../host/host.ts'
import type { Reader } from '../reading/reader.ts'
import type { EquivalentMutant, Exercise, GradingBundle, MutationFigures, PublicDraw } from './exercise.ts'
import { ExerciseError } from './exercise-error.ts'
import { gradeWithTime } from './grade-with-time.ts'
import { inLanes } from './lanes.ts'
import type { Mutant } from './mutants.ts'
import { kindOfSample } from './sample-ids.ts'

export interface MutantOf extends Mutant {
  /** The right answer that was changed. */
  file: string
}

export interface Mutation {
  figures: MutationFigures
  /** Changes that every check passes, on every public draw, and that nobody has marked. */
  survivors: MutantOf[]
  /** Marks of changes that there are no more, or that a check sees. */
  stale: EquivalentMutant[]
}

export interface MutateOptions {
  /** Each grades one after another: as many run at the same time. */
  lanes: readonly CageHost[]
  reader: Reader
  /** Only the model solution, not the right answers of others. */
  solutionOnly: boolean
  /** What earlier runs found: true for a change that survived. Grows while this one runs. */
  known: Map<string, boolean>
  onMutant?: (progress: { done: number; all: number }) => void
}

/** A change that runs for ever is seen at this multiple of what the answer itself takes. */
const SLOWER = 5
const TIME_AT_LEAST_MS = 1_500

/** @throws ExerciseError when there is no reference, or a right answer does not pass */
export async function mutateExercise(exercise: Exercise, options: MutateOptions): Promise<Mutation> {
  const { lanes, reader, known } = options
  const draws = exercise.reference?.draws ?? []
  if (draws.length === 0) {
    const next = 'Run `npm run -s exercise -- check --deep` for this exercise first.'
    throw new ExerciseError(exercise.slug, { file: 'reference.json', reason: 'is missing', next })
  }
  const bundle = await reader.makeGradingBundle(exercise)
  const answers = listRightAnswers(exercise, options.solutionOnly)
  const found: MutantOf[] = []
  for (const [file, source] of answers) {
    for (const mutant of await reader.listMutants(exercise.slug, source)) found.push({ file, ...mutant })
  }
  const limited = new Map<string, GradingBundle>()
  await inLanes(lanes, answers, async ([file, source], host) => {
    limited.set(file, await limitTime(exercise, { file, source, bundle, host, draws }))
  })
  let done = 0
  await inLanes(lanes, found, async (mutant, host) => {
    const key = keyOf(mutant, exercise)
    const isKnown = known.get(key)
    known.set(key, isKnown ?? (await survives(mutant, limited.get(mutant.file) ?? bundle, draws, host)))
    done += 1
    options.onMutant?.({ done, all: found.length })
  })
  const survivors = found.filter((mutant) => known.get(keyOf(mutant, exercise)) === true)
  const marks = exercise.equivalents.filter(({ file }) => answers.some(([name]) => name === file))
  const isMarked = (mutant: MutantOf): boolean => marks.some((mark) => names(mark, mutant))
  return {
    figures: { killed: found.length - survivors.length, equivalent: survivors.filter(isMarked).length },
    survivors: survivors.filter((mutant) => !isMarked(mutant)),
    stale: marks.filter((mark) => !survivors.some((mutant) => names(mark, mutant))),
  }
}

function listRightAnswers({ files, samples }: Exercise, solutionOnly: boolean): Array<[string, string]> {
  const others = Object.entries(samples).filter(([file]) => kindOfSample(file) === 'passed')
  return [
    ['solution.ts', files['solution.ts'] ?? ''],
    ...(solutionOnly ? [] : others.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ]
}

const names = (mark: EquivalentMutant, { file, text, change }: MutantOf): boolean =>
  mark.file === file && mark.text === text && mark.change === change

/** Changes with the change, the experiment and the checks. */
function keyOf({ source }: MutantOf, { files }: Exercise): string {
  const parts = [source, files['experiment.ts'], files['checks.ts'], files['data.json'] ?? '']
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** Lets the answer pass once, so that what is changed is known to be right, and what it may take is known. */
async function limitTime(
  exercise: Exercise,
  answer: { file: string; source: string; bundle: GradingBundle; host: CageHost; draws: readonly PublicDraw[] },
): Promise<GradingBundle> {
  const { file, source, bundle, host, draws } = answer
  let takes = 0
  for (const draw of draws) {
    const { kind, durationMs } = await gradeWithTime(host, { bundle, source, backend: 'wasm', ...draw })
    takes = Math.max(takes, durationMs)
    if (kind === 'passed') continue
    const next = 'Run `npm run -s exercise -- check` for this exercise first.'
    throw new ExerciseError(exercise.slug, { file, reason: `ends as ${kind} by itself`, next })
  }
  const timeMs = Math.min(bundle.budget.timeMs, Math.max(TIME_AT_LEAST_MS, SLOWER * takes))
  return { ...bundle, budget: { ...bundle.budget, timeMs } }
}

async function survives(
  { source }: MutantOf,
  bundle: GradingBundle,
  draws: readonly PublicDraw[],
  host: CageHost,
): Promise<boolean> {
  for (const draw of draws) {
    const { kind, problem } = await gradeWithTime(host, { bundle, source, backend: 'wasm', ...draw })
    if (kind === 'broken') throw new Error(`a change could not be graded: ${problem?.code ?? 'no reason'}`)
    if (kind !== 'passed') return false
  }
  return true
}
