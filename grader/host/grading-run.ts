/**
 * One run of a cage, followed to its end: every message is parsed, each check judged as soon as its sections are in, and
 * the whole put together into a verdict.
 */
import { parseCageMessage } from '../cage/messages.ts'
import { problem } from '../cage/mistakes.ts'
import type { CageMessage, KernelCall } from '../cage/protocol.ts'
import type { GradingJob, Measurements } from '../exercise/exercise.ts'
import { CALLS_AT_LEAST, judgeRepeated, judgeTidy } from '../judge/builtin.ts'
import type { Declared, Judged } from '../judge/protocol.ts'
import type { CheckResult, ConsoleLine, Note, Plot, Problem, Verdict } from '../judge/verdict.ts'
import type { GradeOptions } from './host.ts'
import type { JudgeClient } from './judge-client.ts'
import { RealmDied } from './mailbox.ts'
import type { ReadyCage } from './open-cage.ts'

const CONSOLE_LINES = 200
const MESSAGES_LIMIT = 2_000

/** What the cage did, before anything is judged as a whole. */
export interface Run {
  job: GradingJob
  options: GradeOptions
  judge: JudgeClient
  cage: ReadyCage
  noteKernels: (calls: KernelCall[]) => void
  startedAt: number
  measured: Measurements
  /** Sections that failed, with the reason. */
  problems: Map<string, Problem>
  checks: Map<string, CheckResult>
  plots: Plot[]
  console: ConsoleLine[]
  notes: Note[]
}

export type Ending = Pick<Verdict, 'kind' | 'problem'>

/** Reads the cage's messages to the last, judging each check as soon as its sections are in. */
export async function followCage(run: Run): Promise<Ending> {
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
    case 'gpu-lost':
      // As a cage that dies: the machine's fault once, the code's when it happens again elsewhere.
      throw new RealmDied('died', 'the GPU process ended')
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
  run.noteKernels(message.kernels)
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

export async function finish(run: Run, ending: Ending): Promise<Verdict> {
  const checks = [...run.checks.values()]
  const graded = ending.kind === 'passed' || ending.kind === 'failed'
  return {
    ...ending,
    score: graded ? scoreOf(checks) : 0,
    checks,
    misconception: ending.kind === 'failed' ? await recognise(run, checks) : null,
    notes: run.notes,
    plots: inDeclaredOrder(run),
    console: run.console,
    backend: run.cage.backend,
    renderer: run.cage.renderer,
    seed: run.job.seed,
    durationMs: Math.round(performance.now() - run.startedAt),
  }
}

/** Sections come in a drawn order; what is shown keeps its place from one run to the next. */
function inDeclaredOrder({ plots, judge }: Run): Plot[] {
  const order = judge.declared.plots.map(({ id }) => id)
  return plots.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
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
