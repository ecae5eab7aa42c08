/**
 * Grades stored submissions: chooses the draw, runs the cage, publishes the verdict. It knows its store only through
 * a port, so that the grader stays a library of its own.
 */
import { randomInt } from 'node:crypto'
import type { Exercise, GradingBundle, GradingJob, Json, Measurements } from '../exercise/exercise.ts'
import { problem } from '../cage/mistakes.ts'
import { gradeUntilDecided } from './grade-until-decided.ts'
import { endedBeforeRun } from '../host/grading.ts'
import type { CageHost } from '../host/host.ts'
import type { BackendName, Verdict } from '../judge/verdict.ts'
import type { Reader } from '../reading/reader.ts'
import type { GraderEvent, GradingStage } from './grader-events.ts'

/** Seeds are private until their draw is retired, and too many to be tried out. */
const SEED_RANGE = 2 ** 47

export interface StoredSubmission {
  id: string
  source: string
  slug: string
  revisionId: string
  /** The revision's whole folder: path to text. */
  files: Record<string, string>
  createdAt: Date
}

export interface StoredDraw {
  id: string
  seed: number
  draw: Json
  reference: Measurements
}

export interface GradingStore {
  /** @returns undefined when it was deleted while its job waited */
  findSubmission(id: string): Promise<StoredSubmission | undefined>
  /** A draw that may serve this submission by the draw rule. */
  takeDraw(request: { submissionId: string; revisionId: string; backend: BackendName }): Promise<StoredDraw | undefined>
  keepDraw(draw: Omit<StoredDraw, 'id'> & { revisionId: string; backend: BackendName }): Promise<string>
  hasFreshDraw(request: { revisionId: string; backend: BackendName }): Promise<boolean>
  /** Once for each submission and grader revision: a job that runs twice changes nothing. */
  recordVerdict(record: {
    submissionId: string
    graderRevision: string
    verdict: Verdict
    drawId: string | null
    runtime: GradingRuntime
    /** Why it is broken, for operators. */
    reason?: string
  }): Promise<boolean>
}

/** What gradings run with beyond the grader's own code, kept with each verdict so that a replay can say what changed. */
export interface GradingRuntime {
  tfjsVersion: string
  browserVersion: string
}

export interface GradingServiceOptions {
  store: GradingStore
  host: CageHost
  reader: Reader
  backend: BackendName
  /** Hash of the grader's own code. */
  graderRevision: string
  runtime: GradingRuntime
  /** Lines for operators. They name submissions and codes; never what a learner wrote, printed or threw. */
  log: (event: Record<string, string | number | null>) => void
  onEvent?: (event: GraderEvent) => void
  /** Milliseconds since 1970. */
  now?: () => number
}

export interface GradingService {
  /** @throws Error for a failure of ours, so that the queue tries again */
  grade(submissionId: string, signal?: AbortSignal): Promise<void>
  /** After the last try: the submission becomes `broken`, which costs nothing and blocks nobody. */
  giveUp(submissionId: string, reason: string): Promise<void>
  /** Measures the reference of one unused draw, so that the next submission does not wait for it. */
  drawAhead(exercise: { revisionId: string; slug: string; files: Record<string, string> }): Promise<void>
  /** The same after a grading, by the revision that it graded by: in a regrade that is not the submission's own. */
  drawAheadAfter(submissionId: string): Promise<void>
}

export function makeGradingService(options: GradingServiceOptions): GradingService {
  const {
    store,
    host,
    reader,
    backend,
    graderRevision,
    runtime,
    log,
    onEvent = () => undefined,
    now = Date.now,
  } = options

  /** Tells how long `work` took, unless it failed. */
  async function timed<T>(stage: GradingStage, work: () => Promise<T>): Promise<T> {
    const startedAt = now()
    const result = await work()
    onEvent({ type: 'stage', stage, ms: now() - startedAt })
    return result
  }

  async function measureDraw(revisionId: string, exercise: Exercise, bundle: GradingBundle): Promise<StoredDraw> {
    const seed = randomInt(SEED_RANGE)
    const solution = exercise.files['solution.ts'] ?? ''
    const measured = await timed('reference', () => host.measureReference({ bundle, solution, seed, backend }))
    const id = await store.keepDraw({ revisionId, seed, backend, ...measured })
    return { id, seed, ...measured }
  }

  async function runJob(job: GradingJob, signal: AbortSignal | undefined): Promise<Verdict> {
    const askedAt = now()
    let startedAt: number | undefined
    const verdict = await host.grade(job, {
      ...(signal === undefined ? {} : { signal }),
      onEvent: (event) => {
        // A cage that died is opened again: the second opening belongs to the run.
        if (event.type === 'started') startedAt ??= now()
      },
    })
    // What did not compile opened nothing.
    if (startedAt === undefined) return verdict
    onEvent({ type: 'stage', stage: 'open', ms: startedAt - askedAt })
    onEvent({ type: 'stage', stage: 'run', ms: now() - startedAt })
    return verdict
  }

  async function gradeOnce(submission: StoredSubmission, signal: AbortSignal | undefined): Promise<void> {
    const { id: submissionId, slug, revisionId, files, source, createdAt } = submission
    const waitedMs = Math.max(0, now() - createdAt.getTime())
    const exercise = await reader.parseExercise(slug, files, { signal })
    const bundle = await reader.makeGradingBundle(exercise, { signal })
    const compiled = await reader.compileLearner(source, { signal })
    // A module that does not compile meets no draw, so it uses none up.
    const compiles = compiled.ok
    const stored = compiles ? await store.takeDraw({ submissionId, revisionId, backend }) : undefined
    const measure = () => measureDraw(revisionId, exercise, bundle)
    const first = compiles ? (stored ?? (await measure())) : emptyDraw
    const { verdict, drawn } = await gradeUntilDecided(
      first,
      ({ seed, draw, reference }) => runJob({ bundle, source, compiled, seed, draw, reference, backend }, signal),
      measure,
    )
    log({ event: 'graded', submissionId, slug, kind: verdict.kind, durationMs: verdict.durationMs })
    // What is ours is tried again by the queue, and written only when it has given up.
    if (verdict.kind === 'broken') throw new GradingFailed(verdict)
    const drawId = compiles ? drawn.id : null
    await timed('store', () => store.recordVerdict({ submissionId, graderRevision, verdict, drawId, runtime }))
    onEvent({ type: 'verdict', kind: verdict.kind, waitedMs })
  }

  const drawAhead: GradingService['drawAhead'] = async ({ revisionId, slug, files }) => {
    if (await store.hasFreshDraw({ revisionId, backend })) return
    const exercise = await reader.parseExercise(slug, files)
    await measureDraw(revisionId, exercise, await reader.makeGradingBundle(exercise))
  }

  return {
    async grade(submissionId, signal) {
      const submission = await store.findSubmission(submissionId)
      if (submission === undefined) return
      try {
        await gradeOnce(submission, signal)
      } catch (error) {
        onEvent({ type: 'try-failed' })
        // Its message may quote anything; the queue keeps it, and operators read it there.
        log({ event: 'try-failed', submissionId, error: error instanceof Error ? error.name : typeof error })
        throw error
      }
    },

    async giveUp(submissionId, reason) {
      log({ event: 'given-up', submissionId })
      const verdict = endedBeforeRun(givenUp)
      await store.recordVerdict({ submissionId, graderRevision, verdict, drawId: null, runtime, reason })
      onEvent({ type: 'verdict', kind: 'broken', waitedMs: null })
    },

    drawAhead,

    async drawAheadAfter(submissionId) {
      const graded = await store.findSubmission(submissionId)
      if (graded !== undefined) await drawAhead(graded)
    },
  }
}

const givenUp = {
  kind: 'broken',
  problem: problem('experiment-failed', { detail: 'given up after several tries' }),
  seed: null,
} as const
const emptyDraw: StoredDraw = { id: '', seed: 0, draw: null, reference: {} }

/** Ours, not the learner's: the queue tries again. It keeps this error, so the verdict itself, with what was printed, is not in it. */
class GradingFailed extends Error {
  override name = 'GradingFailed'

  constructor(verdict: Verdict) {
    const { code = 'unknown', params = {} } = verdict.problem ?? {}
    super(`grading ended broken: ${code} ${JSON.stringify(params)}`)
  }
}
