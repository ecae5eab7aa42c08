/**
 * One grading, as every host runs it: compile, run in a cage, judge what was measured. This is trusted code outside
 * both realms; whatever a cage says is parsed, and nothing that it says is a judgement.
 */
import { parseCageMessage } from '../cage/messages.ts'
import { problem } from '../cage/mistakes.ts'
import { permits, refusals } from '../cage/permits.ts'
import type { CageCommand, CageMessage } from '../cage/protocol.ts'
import { compileModule } from '../exercise/compile.ts'
import type { GradingJob, Measurements } from '../exercise/exercise.ts'
import { CALLS_AT_LEAST, judgeRepeated, judgeTidy } from '../judge/builtin.ts'
import type { Declared, Judged } from '../judge/protocol.ts'
import type { BackendName, CheckResult, ConsoleLine, Note, Plot, Problem, Verdict } from '../judge/verdict.ts'
import { kitExports } from '../kit/exports.ts'
import type { GradeOptions } from './host.ts'
import { JudgeFailed, openJudge } from './judge-client.ts'
import type { JudgeClient } from './judge-client.ts'
import { RealmDied } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'

const CONSOLE_LINES = 200
const MESSAGES_LIMIT = 2_000

/** A cage whose backend runs: it takes one submission and is then thrown away. */
export interface ReadyCage {
  port: RealmPort
  backend: BackendName
  renderer: string | null
}

export interface Realms {
  openCage(backend: BackendName): Promise<ReadyCage>
  openJudge(): Promise<RealmPort>
}

/** What the cage did, before anything is judged as a whole. */
interface Run {
  job: GradingJob
  options: GradeOptions
  judge: JudgeClient
  cage: ReadyCage
  startedAt: number
  measured: Measurements
  /** Sections that failed, with the reason. */
  problems: Map<string, Problem>
  checks: Map<string, CheckResult>
  plots: Plot[]
  console: ConsoleLine[]
  notes: Note[]
}

type Ending = Pick<Verdict, 'kind' | 'problem'>

/** Compiles a learner's module for the cage, with the names that the cage gives. */
export function compileLearner(source: string): ReturnType<typeof compileModule> {
  const tfNames = ['Tensor', ...Object.keys(permits), ...Object.keys(refusals)]
  // Types of tfjs are erased when they are imported as types; without the word `type` they look like values.
  const typeNames = ['Tensor1D', 'Tensor2D', 'Tensor3D', 'Tensor4D', 'Scalar', 'Rank', 'TensorLike', 'DataType']
  return compileModule(source, {
    fileName: 'solution.ts',
    allowedImports: { '@tensorflow/tfjs': [...tfNames, ...typeNames], kit: kitExports },
  })
}

/** Never throws for what the learner's code does: that is a verdict. */
export async function runGrading(job: GradingJob, realms: Realms, options: GradeOptions): Promise<Verdict> {
  const compiled = compileLearner(job.source)
  if (!compiled.ok) return endedBeforeRun({ kind: 'invalid', problem: compiled.problem, seed: job.seed })
  const died = await attempt(job, compiled.code, realms, options)
  if ('verdict' in died) return died.verdict
  // A cage can die for reasons of the machine: only a second death speaks of the code.
  const again = await attempt(job, compiled.code, realms, options)
  if ('verdict' in again) return again.verdict
  return finish(again.run, { kind: 'out-of-memory', problem: problem('cage-died', {}) })
}

async function attempt(
  job: GradingJob,
  code: string,
  realms: Realms,
  options: GradeOptions,
): Promise<{ verdict: Verdict } | { run: Run }> {
  const opened = await openRealms(job, realms)
  if ('verdict' in opened) return opened
  const { cage, judge } = opened
  const run: Run = {
    job,
    options,
    judge,
    cage,
    startedAt: performance.now(),
    measured: {},
    problems: new Map(),
    checks: new Map(),
    plots: [],
    console: [],
    notes: [],
  }
  const deadline = setTimeout(() => {
    cage.port.mailbox.close(new RealmDied('time-limit', 'the time limit was reached'))
  }, job.bundle.budget.timeMs)
  const stop = () => cage.port.mailbox.close(new RealmDied('stopped', 'stopped'))
  options.signal?.addEventListener('abort', stop)
  if (options.signal?.aborted === true) stop()
  try {
    options.onEvent?.({ type: 'started', backend: cage.backend, renderer: cage.renderer })
    post(cage.port, gradeCommand(job, code))
    return { verdict: await finish(run, await followCage(run)) }
  } catch (error) {
    if (error instanceof JudgeFailed) {
      return {
        verdict: await finish(run, { kind: 'broken', problem: problem('judge-failed', { detail: error.message }) }),
      }
    }
    if (!(error instanceof RealmDied)) throw error
    const ending = endingOf(error, job)
    return ending === undefined ? { run } : { verdict: await finish(run, ending) }
  } finally {
    clearTimeout(deadline)
    options.signal?.removeEventListener('abort', stop)
    cage.port.end()
    judge.end()
  }
}

async function openRealms(
  job: GradingJob,
  realms: Realms,
): Promise<{ cage: ReadyCage; judge: JudgeClient } | { verdict: Verdict }> {
  const { bundle, reference, draw } = job
  const [cage, judge] = await Promise.allSettled([
    realms.openCage(job.backend),
    realms.openJudge().then((port) => openJudge(port, { checks: bundle.checks, reference, draw })),
  ])
  if (cage.status === 'fulfilled' && judge.status === 'fulfilled') return { cage: cage.value, judge: judge.value }
  if (cage.status === 'fulfilled') cage.value.port.end()
  if (judge.status === 'fulfilled') judge.value.end()
  const reason: unknown =
    cage.status === 'rejected' ? cage.reason : judge.status === 'rejected' ? judge.reason : undefined
  const detail = reason instanceof Error ? reason.message.slice(0, 300) : 'a realm did not start'
  const code = cage.status === 'fulfilled' ? 'judge-failed' : job.backend === 'webgl' ? 'no-webgl' : 'cage-silent'
  return { verdict: endedBeforeRun({ kind: 'broken', problem: problem(code, { detail }), seed: job.seed }) }
}

export function gradeCommand(job: GradingJob, code: string): CageCommand {
  const { experiment, data, budget, permits: requested } = job.bundle
  return {
    type: 'grade',
    experiment,
    data,
    draw: job.draw,
    learner: code,
    orderSeed: job.seed,
    budget,
    permits: requested,
  }
}

/** Reads the cage's messages to the last, judging each check as soon as its sections are in. */
async function followCage(run: Run): Promise<Ending> {
  const { mailbox } = run.cage.port
  for (let count = 0; count < MESSAGES_LIMIT; count++) {
    const message = parseCageMessage(await mailbox.next())
    if (message === undefined) return { kind: 'refused', problem: problem('protocol', { detail: 'no such message' }) }
    const ending = await follow(message, run)
    if (ending !== undefined) return ending
  }
  return { kind: 'refused', problem: problem('protocol', { detail: 'too many messages' }) }
}

async function follow(message: CageMessage, run: Run): Promise<Ending | undefined> {
  switch (message.type) {
    case 'console':
      if (run.console.length < CONSOLE_LINES) {
        run.console.push(message.line)
        run.options.onEvent?.({ type: 'console', line: message.line })
      }
      return undefined
    case 'running':
      run.options.onEvent?.({ type: 'section', name: message.section })
      return undefined
    case 'section':
      // Each section reports once: a second report would be a rewritten one.
      if (message.name in run.measured || run.problems.has(message.name)) break
      run.measured[message.name] = message.measurements
      await judgeWhatIsIn(run)
      return undefined
    case 'section-failed':
      if (message.name in run.measured) break
      run.problems.set(message.name, message.problem)
      failWhatNeeds(message.name, message.problem, run)
      return undefined
    case 'invalid':
      return { kind: 'invalid', problem: message.problem }
    case 'limit':
      return { kind: message.kind, problem: message.problem }
    case 'broken':
      return { kind: 'broken', problem: problem('experiment-failed', { detail: message.detail }) }
    case 'end':
      return endOfRun(message, run)
    case 'up':
    case 'ready':
    case 'drawn':
    case 'unavailable':
  }
  return { kind: 'refused', problem: problem('protocol', { detail: `${message.type} out of order` }) }
}

async function judgeWhatIsIn(run: Run): Promise<void> {
  const isIn = (one: { needs: string[] }): boolean => one.needs.every((name) => name in run.measured)
  const { declared } = run.judge
  const checks = declared.checks.filter((one) => isIn(one) && !run.checks.has(one.id))
  const drawn = new Set(run.plots.map((one) => one.id))
  const plots = declared.plots.filter((one) => isIn(one) && !drawn.has(one.id))
  if (checks.length === 0 && plots.length === 0) return
  const answer = await run.judge.judge({
    checks: checks.map((one) => one.id),
    plots: plots.map((one) => one.id),
    m: run.measured,
  })
  for (const judged of answer.checks) settle(toResult(judged, declared), run)
  for (const plot of answer.plots) {
    run.plots.push(plot)
    run.options.onEvent?.({ type: 'plot', plot })
  }
}

function toResult(judged: Judged, declared: Declared): CheckResult {
  const weight = declared.checks.find((one) => one.id === judged.id)?.weight ?? 0
  return { ...judged, weight, problem: null }
}

function failWhatNeeds(section: string, why: Problem, run: Run): void {
  for (const { id, weight, needs } of run.judge.declared.checks) {
    if (!needs.includes(section) || run.checks.has(id)) continue
    settle({ id, weight, passed: false, measured: null, expected: null, layer: null, problem: why }, run)
  }
}

function settle(check: CheckResult, run: Run): void {
  run.checks.set(check.id, check)
  run.options.onEvent?.({ type: 'check', check })
}

function endOfRun(message: Extract<CageMessage, { type: 'end' }>, run: Run): Ending {
  const { repeated, notes } = message
  run.notes.push(...notes)
  const unjudged = run.judge.declared.checks.find((one) => !run.checks.has(one.id))
  if (unjudged !== undefined) {
    return {
      kind: 'broken',
      problem: problem('experiment-failed', { detail: `${unjudged.id} needs a section that never ran` }),
    }
  }
  const rarely = repeated.find((one) => one.calls < CALLS_AT_LEAST)
  if (rarely !== undefined && run.problems.size === 0) {
    const detail = `${rarely.export} was called ${rarely.calls} times, at least ${CALLS_AT_LEAST} are needed`
    return { kind: 'broken', problem: problem('experiment-failed', { detail }) }
  }
  // Where nothing could be called, the other checks have said why.
  if (repeated.length > 0) settle(judgeRepeated(repeated), run)
  if (run.job.bundle.tidy === 'graded') settle(judgeTidy(notes), run)
  const passed = run.checks.size > 0 && [...run.checks.values()].every((one) => one.passed)
  return { kind: passed ? 'passed' : 'failed', problem: null }
}

/** @returns undefined where the death itself says nothing about the code yet */
function endingOf(died: RealmDied, job: GradingJob): Ending | undefined {
  switch (died.reason) {
    case 'time-limit':
      return { kind: 'timed-out', problem: problem('time-limit', { limitMs: job.bundle.budget.timeMs }) }
    case 'stopped':
      return { kind: 'broken', problem: problem('stopped', {}) }
    case 'error':
      return { kind: 'refused', problem: problem('protocol', { detail: died.message }) }
    case 'died':
    case 'silent':
      return undefined
  }
}

async function finish(run: Run, ending: Ending): Promise<Verdict> {
  const checks = [...run.checks.values()]
  const graded = ending.kind === 'passed' || ending.kind === 'failed'
  return {
    ...ending,
    score: graded ? scoreOf(checks) : 0,
    checks,
    misconception: ending.kind === 'failed' ? await recognise(run, checks) : null,
    notes: run.notes,
    plots: run.plots,
    console: run.console,
    backend: run.cage.backend,
    renderer: run.cage.renderer,
    seed: run.job.seed,
    durationMs: Math.round(performance.now() - run.startedAt),
  }
}

async function recognise(run: Run, checks: readonly CheckResult[]): Promise<string | null> {
  const failed = checks.filter((one) => !one.passed).map((one) => one.id)
  return run.judge.recognise({ failed, m: run.measured })
}

/** Weighted share of passed checks. */
export function scoreOf(checks: readonly CheckResult[]): number {
  const all = checks.reduce((sum, one) => sum + one.weight, 0)
  const passed = checks.reduce((sum, one) => sum + (one.passed ? one.weight : 0), 0)
  return all > 0 ? passed / all : 0
}

/** A verdict on code that no cage has run. */
export function endedBeforeRun(ending: Ending & Pick<Verdict, 'seed'>): Verdict {
  return {
    ...ending,
    score: 0,
    checks: [],
    misconception: null,
    notes: [],
    plots: [],
    console: [],
    backend: null,
    renderer: null,
    durationMs: 0,
  }
}

export const post = (port: RealmPort, command: CageCommand): void => port.post({ command: JSON.stringify(command) })
