/**
 * Whether a grader that works on and on keeps its memory. Submissions go through the grading service and the Chromium host as in the
 * grader program: each is graded on a draw of its own, then the next draw's reference is measured and the next cage is made ready.
 * The store is in memory. Memory is that of this process and of all its browsers, sampled at rest; see memory-trend.ts for what
 * the slopes mean. Verdicts that are not `passed` are counted, and end nothing.
 */
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import { backendNames } from '../../grader/judge/verdict.ts'
import { makeReader } from '../../grader/reading/reader.ts'
import {
  makeGradingService,
  type GradingStore,
  type StoredDraw,
  type StoredSubmission,
} from '../../grader/service/grading-service.ts'
import { readAnswers, type Answer } from './answers.ts'
import { round } from './medians.ts'
import { describeTrend, type MemorySample } from './memory-trend.ts'
import { memoryOfTree } from './process-memory.ts'
import type { BenchOptions, BenchResult } from './result.ts'

const SUBMISSIONS = 1_000
const SAMPLE_EVERY = 10

export async function benchGraderSoak({ log, count = SUBMISSIONS }: BenchOptions): Promise<BenchResult> {
  const backend = backendNames.find((name) => name === process.env['GRADER_BACKEND']) ?? 'webgl'
  const reader = makeReader()
  const answers = await readAnswers(reader)
  const kinds: Record<string, number> = {}
  const browsers = { started: 0, since: 0 }
  let graded = 0
  const host = await makeChromiumHost({
    log,
    reader,
    onBrowserStart: () => {
      browsers.started += 1
      browsers.since = graded
    },
  })
  const store = makeMemoryStore(answers, (kind) => (kinds[kind] = (kinds[kind] ?? 0) + 1))
  const service = makeGradingService({
    store,
    host,
    reader,
    backend,
    graderRevision: 'soak',
    runtime: { tfjsVersion: '', browserVersion: '' },
    log: () => undefined,
  })
  const all: MemorySample[] = []
  const alone: MemorySample[] = []
  const startedAt = performance.now()
  try {
    await host.warm(backend)
    while (graded < count) {
      const id = String(graded)
      // What is ours to repair is counted, and the queue is not here to try again.
      await service.grade(id).catch(() => (kinds['broken'] = (kinds['broken'] ?? 0) + 1))
      graded += 1
      await prepareNext(store, service, id, () => host.warm(backend))
      if (graded % SAMPLE_EVERY !== 0) continue
      const at = { submissions: graded, browser: browsers.started, age: graded - browsers.since }
      all.push({ ...at, bytes: await memoryOfTree() })
      alone.push({ ...at, bytes: process.memoryUsage.rss() })
      if (graded % 100 === 0) log(`${graded} graded, ${Math.round((all.at(-1)?.bytes ?? 0) / 2 ** 20)} MB`)
    }
  } finally {
    await host.close()
    reader.close()
  }
  return toResult({ kinds, graded, browsers: browsers.started, all, alone, ms: performance.now() - startedAt })
}

/** As in the grader program; what fails here is done again when it is needed. */
async function prepareNext(
  store: GradingStore,
  service: ReturnType<typeof makeGradingService>,
  id: string,
  warm: () => Promise<void>,
): Promise<void> {
  try {
    const submission = await store.findSubmission(id)
    if (submission !== undefined) await service.drawAhead(submission)
    await warm()
  } catch {
    // The next grading opens what is missing, and is counted as broken if it cannot.
  }
}

/** Gives each answer in turn, and retires a draw with its first verdict, as the database does. */
function makeMemoryStore(answers: readonly Answer[], count: (kind: string) => void): GradingStore {
  const fresh = new Map<string, StoredDraw>()
  let draws = 0
  const findSubmission = async (id: string): Promise<StoredSubmission | undefined> => {
    const answer = answers[Number(id) % answers.length]
    if (answer === undefined) return undefined
    const { slug, source, exercise } = answer
    return { id, source, slug, revisionId: slug, files: exercise.files, createdAt: new Date() }
  }
  return {
    findSubmission,
    async takeDraw({ submissionId }) {
      const submission = await findSubmission(submissionId)
      return submission && fresh.get(submission.revisionId)
    },
    async keepDraw({ revisionId, seed, draw, reference }) {
      draws += 1
      fresh.set(revisionId, { id: String(draws), seed, draw, reference })
      return String(draws)
    },
    hasFreshDraw: async ({ revisionId }) => fresh.has(revisionId),
    async recordVerdict({ submissionId, verdict }) {
      count(verdict.kind)
      fresh.delete((await findSubmission(submissionId))?.revisionId ?? '')
      return true
    },
  }
}

function toResult(soak: {
  kinds: Record<string, number>
  graded: number
  browsers: number
  all: MemorySample[]
  alone: MemorySample[]
  ms: number
}): BenchResult {
  const { kinds, graded, browsers, all, alone, ms } = soak
  const together = describeTrend(all, SAMPLE_EVERY)
  const own = describeTrend(alone, SAMPLE_EVERY)
  return {
    ratios: { 'memory, last fifth / first fifth': round(together.last / together.first) },
    figures: {
      'lasting slope, MB per 1,000 submissions': round(together.lasting),
      'grader process alone, slope, MB per 1,000 submissions': round(own.throughAll),
      'slope within a browser, MB per 1,000 submissions': round(together.withinBrowser),
      'first fifth, median MB': Math.round(together.first),
      'last fifth, median MB': Math.round(together.last),
      'peak, MB': Math.round(together.peak),
      'grader process alone, last fifth, median MB': Math.round(own.last),
      submissions: graded,
      'browsers started': browsers,
      'seconds a submission': round(ms / 1000 / graded),
      ...Object.fromEntries(Object.entries(kinds).map(([kind, many]) => [`verdicts: ${kind}`, many])),
    },
  }
}
