/**
 * Grades stored submissions: chooses the draw, runs the cage, publishes the verdict. It knows its store only through
 * a port, so that the grader stays a library of its own.
 */
import { randomInt } from 'node:crypto'
import { makeGradingBundle } from '../exercise/bundle.ts'
import type { Exercise, GradingBundle, Json, Measurements } from '../exercise/exercise.ts'
import { parseExercise } from '../exercise/parse-exercise.ts'
import { problem } from '../cage/mistakes.ts'
import { compileLearner, endedBeforeRun } from '../host/grading.ts'
import type { CageHost } from '../host/host.ts'
import type { BackendName, Verdict } from '../judge/verdict.ts'

/** Seeds are private until their draw is retired, and too many to be tried out. */
const SEED_RANGE = 2 ** 47

export interface StoredSubmission {
  id: string
  source: string
  slug: string
  revisionId: string
  /** The revision's whole folder: path to text. */
  files: Record<string, string>
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
  takeDraw(request: { submissionId: string; backend: BackendName }): Promise<StoredDraw | undefined>
  keepDraw(draw: Omit<StoredDraw, 'id'> & { revisionId: string; backend: BackendName }): Promise<string>
  hasFreshDraw(request: { revisionId: string; backend: BackendName }): Promise<boolean>
  /** Once for each submission and grader revision: a job that runs twice changes nothing. */
  recordVerdict(record: {
    submissionId: string
    graderRevision: string
    verdict: Verdict
    drawId: string | null
    runtime: GradingRuntime
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
  backend: BackendName
  /** Hash of the grader's own code. */
  graderRevision: string
  runtime: GradingRuntime
  log: (event: Record<string, string | number | null>) => void
}

export interface GradingService {
  /** @throws Error for a failure of ours, so that the queue tries again */
  grade(submissionId: string, signal?: AbortSignal): Promise<void>
  /** After the last try: the submission becomes `broken`, which costs nothing and blocks nobody. */
  giveUp(submissionId: string): Promise<void>
  /** Measures the reference of one unused draw, so that the next submission does not wait for it. */
  drawAhead(exercise: { revisionId: string; slug: string; files: Record<string, string> }): Promise<void>
}

export function makeGradingService(options: GradingServiceOptions): GradingService {
  const { store, host, backend, graderRevision, runtime, log } = options

  async function measureDraw(revisionId: string, exercise: Exercise, bundle: GradingBundle): Promise<StoredDraw> {
    const seed = randomInt(SEED_RANGE)
    const solution = exercise.files['solution.ts'] ?? ''
    const measured = await host.measureReference({ bundle, solution, seed, backend })
    const id = await store.keepDraw({ revisionId, seed, backend, ...measured })
    return { id, seed, ...measured }
  }

  return {
    async grade(submissionId, signal) {
      const submission = await store.findSubmission(submissionId)
      if (submission === undefined) return
      const { slug, revisionId, files, source } = submission
      const exercise = parseExercise(slug, files)
      const bundle = makeGradingBundle(exercise)
      // A module that does not compile meets no draw, so it uses none up.
      const compiles = compileLearner(source).ok
      const stored = compiles ? await store.takeDraw({ submissionId, backend }) : undefined
      const drawn = compiles ? (stored ?? (await measureDraw(revisionId, exercise, bundle))) : emptyDraw
      const { seed, draw, reference } = drawn
      const verdict = await host.grade(
        { bundle, source, seed, draw, reference, backend },
        signal === undefined ? {} : { signal },
      )
      log({ event: 'graded', submissionId, slug, kind: verdict.kind, durationMs: verdict.durationMs })
      // What is ours is tried again by the queue, and written only when it has given up.
      if (verdict.kind === 'broken') throw new GradingFailed(verdict)
      const drawId = compiles ? drawn.id : null
      await store.recordVerdict({ submissionId, graderRevision, verdict, drawId, runtime })
    },

    async giveUp(submissionId) {
      log({ event: 'given-up', submissionId })
      const verdict = endedBeforeRun(givenUp)
      await store.recordVerdict({ submissionId, graderRevision, verdict, drawId: null, runtime })
    },

    async drawAhead({ revisionId, slug, files }) {
      if (await store.hasFreshDraw({ revisionId, backend })) return
      const exercise = parseExercise(slug, files)
      await measureDraw(revisionId, exercise, makeGradingBundle(exercise))
    },
  }
}

const givenUp = {
  kind: 'broken',
  problem: problem('experiment-failed', { detail: 'given up after several tries' }),
  seed: null,
} as const
const emptyDraw: StoredDraw = { id: '', seed: 0, draw: null, reference: {} }

/** Ours, not the learner's: the queue tries again. */
export class GradingFailed extends Error {
  readonly verdict: Verdict

  constructor(verdict: Verdict) {
    const { code = 'unknown', params = {} } = verdict.problem ?? {}
    super(`grading ended broken: ${code} ${JSON.stringify(params)}`)
    this.name = 'GradingFailed'
    this.verdict = verdict
  }
}
