/** Runs an exercise's own files through the grader: the solution passes, everything else ends as declared. */
import { isWithinNoise } from '../judge/noise.ts'
import type { CageHost } from '../host/host.ts'
import type { BackendName, CheckResult, Verdict, VerdictKind } from '../judge/verdict.ts'
import { describeProblem } from './describe-problem.ts'
import type { Exercise, GradingBundle, PublicDraw } from './exercise.ts'
import type { Fault } from './exercise-error.ts'
import { gradeWithTime } from './grade-with-time.ts'
import { inLanes } from './lanes.ts'
import { kindOfSample, misconceptionIds, misconceptionNamedIn } from './sample-ids.ts'
import type { Declarations } from './read-declarations.ts'

/** One file of the folder and how it must end. */
export interface Sample {
  file: string
  source: string
  kind: VerdictKind
  /** Checks that it must fail on every draw. */
  fails: string[]
  /** The misconception that must be recognised by name; null: none may be; undefined: nobody asks. */
  misconception: string | null | undefined
}

export interface GradedSample {
  sample: Sample
  backend: BackendName
  draw: PublicDraw
  verdict: Verdict
  /** As the time limit counts it; null where the host cannot tell. */
  cpuMs: number | null
}

/** The exercise's own files first, then the wrong ideas, then the answers of others. */
export function listSamples({ files, samples }: Exercise, { misconceptions }: Declarations): Sample[] {
  const source = (file: string): string => files[file] ?? ''
  const ownFiles: Sample[] = [
    { file: 'solution.ts', source: source('solution.ts'), kind: 'passed', fails: [], misconception: undefined },
    { file: 'starter.ts', source: source('starter.ts'), kind: 'failed', fails: [], misconception: undefined },
  ]
  const wrongIdeas = misconceptionIds(files).flatMap((id): Sample[] => {
    const declared = misconceptions[id]
    if (!declared) return []
    const file = `misconceptions/${id}.ts`
    // Only what ran to its end has measurements to recognise it by.
    const misconception = declared.kind === 'failed' ? id : undefined
    return [{ file, source: source(file), ...declared, misconception }]
  })
  const ofOthers = Object.entries(samples)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]): Sample => {
      const kind = kindOfSample(file)
      return {
        file,
        source: text,
        kind,
        fails: [],
        misconception: kind === 'failed' ? misconceptionNamedIn(text) : undefined,
      }
    })
  return [...ownFiles, ...wrongIdeas, ...ofOthers]
}

/** What is to be graded: a sample on a draw. */
export interface Pair {
  sample: Sample
  draw: PublicDraw
}

export const everyPair = (samples: readonly Sample[], draws: readonly PublicDraw[]): Pair[] =>
  draws.flatMap((draw) => samples.map((sample) => ({ draw, sample })))

/** Grades every pair; the answers come in that order. */
export async function gradePairs(request: {
  /** Each grades one after another: as many run at the same time. */
  lanes: readonly CageHost[]
  bundle: GradingBundle
  pairs: readonly Pair[]
  backend: BackendName
  /** Ends the gradings that run, and begins no other. */
  signal?: AbortSignal
  onGraded?: (graded: GradedSample) => void
}): Promise<GradedSample[]> {
  const { lanes, bundle, pairs, backend, signal } = request
  const graded: GradedSample[] = []
  // One draw has one set of shapes, for which WebGL compiles its shaders once in each browser.
  const seeds = [...new Set(pairs.map(({ draw }) => draw.seed))]
  const order = [...pairs.entries()].toSorted(([, a], [, b]) => seeds.indexOf(a.draw.seed) - seeds.indexOf(b.draw.seed))
  async function grade([at, { draw, sample }]: readonly [number, Pair], host: CageHost): Promise<void> {
    const used: { cpuMs: number | null } = { cpuMs: null }
    const onCpuMs = (ms: number): void => void (used.cpuMs = ms)
    const options = signal === undefined ? { onCpuMs } : { onCpuMs, signal }
    const verdict = await gradeWithTime(host, { bundle, source: sample.source, backend, ...draw }, options)
    const one = { sample, backend, draw, verdict, cpuMs: used.cpuMs }
    graded[at] = one
    request.onGraded?.(one)
  }
  await inLanes(lanes, order, grade, signal)
  return graded
}

/** What a grading shows to be wrong with the exercise; nothing when it ended as declared. */
export function findRunFaults({ sample, backend, draw, verdict, cpuMs }: GradedSample, budgetMs: number): Fault[] {
  const where = `on ${backend}, seed ${draw.seed}`
  const fault = (reason: string, next: string): Fault => ({ file: sample.file, reason: `${reason} (${where})`, next })
  if (verdict.kind !== sample.kind) {
    return [fault(`ends as ${verdict.kind}, not ${sample.kind}: ${whatHappened(verdict)}`, nextStep(sample, verdict))]
  }
  const faults = sample.fails.flatMap((id) => {
    const check = verdict.checks.find((one) => one.id === id)
    if (!check?.passed) return []
    const next = 'Make the check sharper, or take it out of `fails`.'
    return [fault(`passes "${id}", which checks.ts says it fails: ${describeCheck(check)}`, next)]
  })
  if (sample.misconception !== undefined && verdict.misconception !== sample.misconception) {
    const instead = verdict.misconception === null ? 'as no misconception' : `as "${verdict.misconception}"`
    const next =
      sample.misconception === null
        ? 'Make that `recognise` false for it, or name the idea in it: `// Misconception: its-id`.'
        : 'Make `recognise` true for this one and false for its neighbours; the first that is true wins.'
    faults.push(fault(`is recognised ${instead}`, next))
  }
  // Such a check would have every right answer measured three times.
  const doubtful = sample.kind === 'passed' ? verdict.checks.filter((check) => isWithinNoise(check)) : []
  for (const check of doubtful) {
    const reason = `lies within the backends' noise of the threshold of ${describeCheck(check)}`
    faults.push(fault(reason, 'Widen the tolerance to many times the noise of float32.'))
  }
  // CPU time, like the limit itself: a machine that is busy with others says nothing about the exercise.
  const usedMs = Math.round(cpuMs ?? verdict.durationMs)
  if (sample.kind === 'passed' && usedMs * 2 > budgetMs) {
    const reason = `takes ${usedMs} ms, more than half the budget of ${budgetMs} ms`
    faults.push(fault(reason, 'Measure less, or raise budget.timeMs in exercise.json.'))
  }
  return faults
}

/** A check with the same verdict on every backend is the promise that a submission may be graded on any. */
export function findBackendFaults(graded: readonly GradedSample[]): Fault[] {
  const first = new Map<string, GradedSample>()
  return graded.flatMap((one) => {
    const key = `${one.sample.file} ${one.draw.seed}`
    const other = first.get(key)
    if (!other) {
      first.set(key, one)
      return []
    }
    if (outcome(one.verdict) === outcome(other.verdict)) return []
    const reason =
      `ends otherwise on ${one.backend} (${outcome(one.verdict)}) ` +
      `than on ${other.backend} (${outcome(other.verdict)}), seed ${one.draw.seed}`
    return [{ file: one.sample.file, reason, next: 'Judge something that float32 decides alike on every backend.' }]
  })
}

function outcome({ kind, checks, misconception }: Verdict): string {
  const failed = checks.filter((check) => !check.passed).map((check) => check.id)
  return [kind, ...failed.toSorted(), ...(misconception === null ? [] : [`= ${misconception}`])].join(' ')
}

function whatHappened({ problem, checks }: Verdict): string {
  if (problem) return describeProblem(problem)
  const failed = checks.filter((check) => !check.passed)
  return failed.length === 0 ? 'every check passes' : `fails ${failed.map(describeCheck).join('; ')}`
}

function describeCheck({ id, measured, expected, layer, problem }: CheckResult): string {
  if (problem) return `"${id}": ${describeProblem(problem)}`
  const at = layer === null ? '' : ` at layer ${layer}`
  return `"${id}"${at}: measured ${JSON.stringify(measured)}, expected ${JSON.stringify(expected)}`
}

function nextStep(sample: Sample, { kind }: Verdict): string {
  if (kind === 'broken') return 'The experiment or the grader is at fault: look at the problem and docs/errors.md.'
  if (sample.kind === 'passed') return 'Correct the solution, or the check that refuses it.'
  if (kind === 'passed') return 'Make a check see what is wrong with it.'
  return 'Correct the sample, or declare its `kind` in checks.ts.'
}
