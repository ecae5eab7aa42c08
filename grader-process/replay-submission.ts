/** Grades a stored submission again, with all that its verdict was given with, and compares number by number. */
import { findVerdictDifferences } from '../course/submissions/verdict-differences.ts'
import type { VerdictComparison } from '../course/submissions/verdict-differences.ts'
import type { GradingJob } from '../grader/exercise/exercise.ts'
import type { ChromiumHost } from '../grader/host/chromium-host.ts'
import type { Verdict } from '../grader/judge/verdict.ts'
import type { Reader } from '../grader/reading/reader.ts'
import type { Database } from '../store/foundation/database.ts'
import { getDraw } from '../store/exercises/draws.ts'
import { asStored } from '../store/foundation/json.ts'
import { findSubmissionToGrade } from '../store/submissions/submissions.ts'
import { listVerdicts } from '../store/submissions/verdicts.ts'
import { graderRevision, tfjsVersion } from './revision.ts'

/** What may explain a difference; null where it is not known or nothing ran. */
export interface Circumstances {
  /** Of the exercise: the checkout's now, the stored one then. The replay runs the stored one. */
  exerciseRevision: string | null
  graderRevision: string
  tfjsVersion: string | null
  browserVersion: string | null
  renderer: string | null
  backend: string | null
}

export interface ReplayReport extends VerdictComparison {
  submissionId: string
  slug: string
  /** ISO 8601, of the stored verdict. */
  gradedAt: string
  same: boolean
  stored: Verdict
  now: Verdict
  changed: Array<{ what: keyof Circumstances; stored: string | null; now: string | null }>
}

/** Why there is nothing to compare, as a sentence for who asked. */
export class ReplayRefused extends Error {
  override name = 'ReplayRefused'
  readonly reason: 'unknown-submission' | 'cannot-grade'

  constructor(reason: ReplayRefused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * @param request.openHost called once it is known that there is something to grade
 * @throws ReplayRefused
 */
export async function replaySubmission(request: {
  database: Database
  submissionId: string
  exercisesFolder: string
  reader: Reader
  openHost: () => Promise<ChromiumHost>
}): Promise<ReplayReport> {
  const { reader } = request
  const { job, record, revision } = await readGrading(request)
  const host = await request.openHost()
  // Through the same door as the stored one, so that what PostgreSQL cannot keep is no difference.
  const now = asStored(await host.grade(job))
  if (now.kind === 'broken') {
    throw new ReplayRefused('cannot-grade', `The replay ended broken: ${JSON.stringify(now.problem)}.`)
  }
  const stored = record.verdict
  const comparison = findVerdictDifferences(stored, now)
  return {
    submissionId: request.submissionId,
    slug: job.bundle.slug,
    gradedAt: record.createdAt.toISOString(),
    same: comparison.differences.length === 0,
    ...comparison,
    stored,
    now,
    changed: findChanges(
      {
        exerciseRevision: revision,
        graderRevision: record.graderRevision,
        tfjsVersion: record.tfjsVersion,
        browserVersion: record.browserVersion,
        renderer: stored.renderer,
        backend: stored.backend,
      },
      {
        exerciseRevision: await readCheckoutRevision(reader, `${request.exercisesFolder}/${job.bundle.slug}`),
        graderRevision: await graderRevision(),
        tfjsVersion: tfjsVersion(),
        browserVersion: await host.browserVersion(),
        renderer: now.renderer,
        backend: now.backend,
      },
    ),
  }
}

/** The newest verdict, and the job that it came from. */
async function readGrading(request: { database: Database; submissionId: string; reader: Reader }) {
  const { database, submissionId, reader } = request
  const [record] = await listVerdicts(database, submissionId)
  const submission = await findSubmissionToGrade(database, submissionId, record?.revisionId)
  if (submission === undefined) {
    throw new ReplayRefused('unknown-submission', `There is no submission ${submissionId} in this database.`)
  }
  if (record === undefined) {
    throw new ReplayRefused('cannot-grade', 'This submission still waits for its verdict: there is nothing to compare.')
  }
  if (record.verdict.kind === 'broken') {
    throw new ReplayRefused(
      'cannot-grade',
      'This submission could not be graded when it came in, so it has no verdict to compare. /admin can queue it again.',
    )
  }
  const { slug, files, source, revision } = submission
  const bundle = await reader.makeGradingBundle(await reader.parseExercise(slug, files))
  const { backend } = record.verdict
  if (record.drawId !== null) {
    const drawn = await getDraw(database, record.drawId)
    const { draw, reference, seed } = drawn
    const job: GradingJob = { bundle, source, draw, reference, seed, backend: backend ?? drawn.backend }
    return { job, record, revision }
  }
  // What did not compile met no draw. If it compiles now, there is none to run it on.
  const compiled = await reader.compileLearner(source)
  if (compiled.ok) {
    throw new ReplayRefused(
      'cannot-grade',
      `The stored verdict is ${record.verdict.kind} without a draw, and the code compiles with this grader: submit it again to have it graded.`,
    )
  }
  const job: GradingJob = {
    bundle,
    source,
    compiled,
    draw: null,
    reference: {},
    seed: record.verdict.seed ?? 0,
    backend: 'webgl',
  }
  return { job, record, revision }
}

function findChanges(stored: Circumstances, now: Circumstances): ReplayReport['changed'] {
  const names: Array<keyof Circumstances> = [
    'exerciseRevision',
    'graderRevision',
    'tfjsVersion',
    'browserVersion',
    'renderer',
    'backend',
  ]
  return names
    .filter((what) => stored[what] !== now[what])
    .map((what) => ({ what, stored: stored[what], now: now[what] }))
}

/** @returns null where this checkout does not have the exercise any more */
async function readCheckoutRevision(reader: Reader, folder: string): Promise<string | null> {
  try {
    return (await reader.readExerciseFolder(folder)).revision
  } catch (error) {
    // Gone or broken since: it is the stored one that is graded.
    if (error instanceof Error) return null
    throw error
  }
}
