/**
 * One grading, as every host runs it: compile, run in a cage, judge what was measured. This is trusted code outside
 * both realms; whatever a cage says is parsed, and nothing that it says is a judgement.
 */
import { problem } from '../cage/mistakes.ts'
import type { CageCommand, KernelCall } from '../cage/protocol.ts'
import type { GradingJob } from '../exercise/exercise.ts'
import type { BackendName, Problem, Verdict, VerdictKind } from '../judge/verdict.ts'
import type { CompileBehindWall } from '../reading/compile-behind-wall.ts'
import { startDeadline } from './deadline.ts'
import { finish, followCage } from './grading-run.ts'
import type { Ending, Run } from './grading-run.ts'
import type { GradeOptions } from './host.ts'
import { JudgeFailed, openJudge } from './judge-client.ts'
import type { IdleClock, JudgeClient } from './judge-client.ts'
import { RealmDied } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'
import { postCommand } from './open-cage.ts'
import type { ReadyCage } from './open-cage.ts'

export interface Realms {
  compile: CompileBehindWall
  openCage(backend: BackendName): Promise<ReadyCage>
  /** @param revision whose checks it will run */
  openJudge(revision: string): Promise<RealmPort>
  /** CPU time that no program of the machine has wanted, in milliseconds; left out where nobody can tell. */
  idleMs?: IdleClock
  /** What a run launched on WebGL. A submission's word is worth as much as whoever wrote its code. */
  noteKernels?(from: 'reference' | 'submission', slug: string, calls: KernelCall[]): void
  /** Takes a cage whose run came to its end by itself; left out, the cage is ended like any other. */
  leave?(cage: ReadyCage): void
  /** A cage died, was ended by force or did not come up: the next one must not share anything with it. */
  afterDeath?(cage: ReadyCage | undefined): Promise<void>
}

/** What was ended by force may leave something behind, such as a GPU that still works for it. */
const endedByForce: ReadonlySet<VerdictKind> = new Set(['timed-out', 'out-of-memory', 'refused'])

/** Never throws for what the learner's code does: that is a verdict. */
export async function runGrading(job: GradingJob, realms: Realms, options: GradeOptions): Promise<Verdict> {
  const compiled = await compile(job, realms, options)
  if ('problem' in compiled) return endedBeforeRun({ ...compiled, seed: job.seed })
  let deaths = 0
  let losses = 0
  let waits = 0
  for (;;) {
    const outcome = await attempt(job, compiled.code, realms, options)
    if ('verdict' in outcome) {
      if (endedByForce.has(outcome.verdict.kind)) await realms.afterDeath?.(outcome.cage)
      return outcome.verdict
    }
    // A cage can die, or not come up, for reasons of the machine: only a second time, elsewhere, speaks of anything else.
    // A browser that ends takes its cages with it, and never speaks of the code.
    await realms.afterDeath?.(outcome.cage)
    if ('untried' in outcome) {
      waits += 1
      if (waits === 2) return finish(outcome.run, untriedEndings(job)[outcome.untried])
    } else if ('run' in outcome) {
      deaths += 1
      if (deaths === 2) return finish(outcome.run, { kind: 'out-of-memory', problem: problem('cage-died', {}) })
    } else {
      losses += 1
      if (losses === 2) return endedBeforeRun({ kind: 'broken', problem: outcome.lost, seed: job.seed })
    }
  }
}

/** What a death says where no code of the learner's ran. */
const codesOfDeath: Partial<Record<RealmDied['reason'], string>> = {
  stopped: 'stopped',
  starved: 'starved',
  blocked: 'sandbox-blocked',
}

/** @returns how the grading ends before its run, where it does */
async function compile(
  job: GradingJob,
  realms: Realms,
  { signal }: GradeOptions,
): Promise<{ code: string } | { kind: VerdictKind; problem: Problem }> {
  try {
    const compiled = job.compiled ?? (await realms.compile(job.source, { signal }))
    return compiled.ok ? compiled : { kind: 'invalid', problem: compiled.problem }
  } catch (error) {
    if (!(error instanceof RealmDied)) throw error
    return { kind: 'broken', problem: problem(codesOfDeath[error.reason] ?? 'cage-silent') }
  }
}

/**
 * How a cage's run ended: with a verdict, with the cage's death, after next to no CPU time, or with a realm lost before its code
 * said anything.
 */
type Outcome = { cage: ReadyCage; verdict: Verdict } | { cage: ReadyCage; run: Run; untried?: Untried } | Lost
type Untried = 'starved' | 'stalled'
interface Lost {
  cage: ReadyCage | undefined
  lost: Problem
}

async function attempt(job: GradingJob, code: string, realms: Realms, options: GradeOptions): Promise<Outcome> {
  const opened = await openRealms(job, realms)
  if ('lost' in opened) return opened
  const { cage, judge } = opened
  const run: Run = {
    job,
    options,
    judge,
    cage,
    noteKernels: (calls) => realms.noteKernels?.('submission', job.bundle.slug, calls),
    startedAt: performance.now(),
    measured: {},
    problems: new Map(),
    checks: new Map(),
    plots: [],
    console: [],
    notes: [],
  }
  const clock = cage.startClock?.()
  const callOff = startDeadline({
    limitMs: job.bundle.budget.timeMs,
    cpuMs: clock?.cpuMs,
    idleMs: clock?.idleMs,
    end: (reason) => cage.port.mailbox.close(reason),
  })
  const done = { byItself: false }
  const stop = () => cage.port.mailbox.close(new RealmDied('stopped', 'stopped'))
  options.signal?.addEventListener('abort', stop)
  if (options.signal?.aborted === true) stop()
  try {
    options.onEvent?.({ type: 'started', backend: cage.backend, renderer: cage.renderer })
    postCommand(cage.port, gradeCommand(job, code))
    const ending = await followCage(run)
    done.byItself = ending.kind === 'passed' || ending.kind === 'failed'
    if (options.onCpuMs !== undefined && clock !== undefined) options.onCpuMs(await clock.cpuMs())
    return { cage, verdict: await finish(run, ending) }
  } catch (error) {
    if (isBrowserEnded(error)) return { cage, lost: problem('cage-silent', { detail: 'the browser ended' }) }
    if (error instanceof JudgeFailed) {
      const problemOfJudge = problem('judge-failed', { detail: error.message })
      return { cage, verdict: await finish(run, { kind: 'broken', problem: problemOfJudge }) }
    }
    if (!(error instanceof RealmDied)) throw error
    if (error.reason === 'starved' || error.reason === 'stalled') return { cage, run, untried: error.reason }
    const ending = endingOf(error, job)
    return ending === undefined ? { cage, run } : { cage, verdict: await finish(run, ending) }
  } finally {
    callOff()
    clock?.end()
    options.signal?.removeEventListener('abort', stop)
    endCage(cage, realms, done.byItself)
    judge.end()
  }
}

async function openRealms(job: GradingJob, realms: Realms): Promise<{ cage: ReadyCage; judge: JudgeClient } | Lost> {
  const { bundle, reference, draw } = job
  const [cage, judge] = await Promise.allSettled([
    realms.openCage(job.backend),
    realms
      .openJudge(bundle.revision)
      .then((port) => openJudge(port, { checks: bundle.checks, reference, draw }, realms.idleMs)),
  ])
  if (cage.status === 'fulfilled' && judge.status === 'fulfilled') return { cage: cage.value, judge: judge.value }
  if (cage.status === 'fulfilled') cage.value.port.end()
  if (judge.status === 'fulfilled') judge.value.end()
  const reason: unknown =
    cage.status === 'rejected' ? cage.reason : judge.status === 'rejected' ? judge.reason : undefined
  const detail = reason instanceof Error ? reason.message.slice(0, 300) : 'a realm did not start'
  const blocked = reason instanceof RealmDied && reason.reason === 'blocked'
  const silent = job.backend === 'webgl' ? 'no-webgl' : 'cage-silent'
  const code = blocked ? 'sandbox-blocked' : cage.status === 'fulfilled' ? 'judge-failed' : silent
  return { cage: cage.status === 'fulfilled' ? cage.value : undefined, lost: problem(code, { detail }) }
}

/** @param byItself the run came to its end, so that the cage could serve another */
export function endCage(cage: ReadyCage, realms: Realms, byItself: boolean): void {
  if (byItself && realms.leave !== undefined) realms.leave(cage)
  else cage.port.end()
}

/** Whether the cage or the judge went with its browser. */
function isBrowserEnded(error: unknown): boolean {
  const died = error instanceof JudgeFailed ? error.cause : error
  return died instanceof RealmDied && died.reason === 'browser-ended'
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

/** @returns undefined where the death itself says nothing about the code yet */
function endingOf(died: RealmDied, job: GradingJob): Ending | undefined {
  switch (died.reason) {
    case 'time-limit':
      return { kind: 'timed-out', problem: problem('time-limit', { limitMs: job.bundle.budget.timeMs }) }
    case 'stopped':
      return { kind: 'broken', problem: problem('stopped', {}) }
    case 'out-of-memory':
      return { kind: 'out-of-memory', problem: problem('heap-limit') }
    case 'error':
      return { kind: 'refused', problem: problem('protocol', { detail: died.message }) }
    case 'died':
    case 'browser-ended':
    case 'silent':
    case 'blocked':
    case 'starved':
    case 'stalled':
      return undefined
  }
}

/** Once it may be the machine or the browser. Code that waits twice while the machine has time has used its own. */
const untriedEndings = ({ bundle }: GradingJob): Record<Untried, Ending> => ({
  starved: { kind: 'broken', problem: problem('starved') },
  stalled: { kind: 'timed-out', problem: problem('time-limit', { limitMs: bundle.budget.timeMs }) },
})

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
