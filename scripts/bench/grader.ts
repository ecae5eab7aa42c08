/**
 * What a grading costs. Baseline of the same run: one fresh Node process for each submission, which loads tfjs and runs
 * the same experiment on the cpu backend, without any wall. Submissions are the model solution of each exercise and three
 * right answers in other styles.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import { makeReader } from '../../grader/reading/reader.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import type { BackendName, Verdict } from '../../grader/judge/verdict.ts'
import { checkout } from '../start-environment.ts'
import { readAnswers, type BenchJob } from './answers.ts'
import { bundleForNode } from './bundle-bare.ts'
import { measurePage } from './grader-page.ts'
import { inParallel, median, quantile, round, timed } from './medians.ts'
import { memoryOfTree } from './process-memory.ts'
import type { BenchOptions, BenchResult } from './result.ts'

const SEED = 61_803
const BURST = 100
const IDLE_ROUNDS = 2
/** Between submissions to an idle grader, for the waiting cage to launch what it has to launch. */
const REST_MS = 3_000
/** Gradings at once for which the memory is told, however many cores there are. */
const POOL = 2
const POOL_GRADINGS = 24
const LOOK_MS = 500

export async function benchGrader({ log }: BenchOptions): Promise<BenchResult> {
  const cores = availableParallelism()
  const host = await makeChromiumHost({ log })
  let jobs: BenchJob[]
  try {
    jobs = await readJobs(host, 'wasm')
  } finally {
    await host.close()
  }
  log(`${jobs.length} submissions, ${cores} cores`)
  const baseline = await measureBaseline(jobs, cores, log)
  const ratios: BenchResult['ratios'] = {}
  const unexpected: Record<string, number> = {}
  const figures: BenchResult['figures'] = {
    'baseline p50, ms': Math.round(median(baseline.times)),
    'baseline p95, ms': Math.round(quantile(baseline.times, 0.95)),
    'baseline, submissions a second': round(baseline.perSecond),
  }
  for (const backend of ['wasm', 'webgl'] as const) {
    const measured = await measureHost(backend, cores, log)
    Object.assign(unexpected, measured.unexpected)
    ratios[`${backend}: idle p50 / baseline p50`] = round(median(measured.idle) / median(baseline.times))
    ratios[`${backend}: idle p95 / baseline p50`] = round(quantile(measured.idle, 0.95) / median(baseline.times))
    ratios[`${backend}: burst throughput / baseline's`] = round(measured.perSecond / baseline.perSecond)
    figures[`${backend}: idle p50, ms`] = Math.round(median(measured.idle))
    figures[`${backend}: idle p95, ms`] = Math.round(quantile(measured.idle, 0.95))
    figures[`${backend}: first check p50, ms`] = Math.round(median(measured.firstCheck))
    figures[`${backend}: burst, submissions a second`] = round(measured.perSecond)
    figures[`${backend}: pool of two and grader, most memory, MB`] = Math.round(measured.memory / 2 ** 20)
    const page = await measurePage(measured.solutions, backend, log)
    ratios[`${backend}: Run in the page / (1.3 bare + 100 ms)`] = round(page.run / (1.3 * page.bare + 100))
    ratios[`${backend}: first check / verdict, in the page`] = round(page.firstCheck)
    figures[`${backend}: bare in the page, ms`] = Math.round(page.bare)
    figures[`${backend}: Run in the page, ms`] = Math.round(page.run)
  }
  return { ratios, figures, unexpected }
}

/** Every answer of every exercise, with one draw and its reference for each exercise. */
async function readJobs(host: ChromiumHost, backend: BackendName): Promise<BenchJob[]> {
  const jobs: BenchJob[] = []
  const references = new Map<string, Awaited<ReturnType<ChromiumHost['measureReference']>>>()
  const reader = makeReader()
  for (const { slug, folder, exercise, file, source } of await readAnswers(reader)) {
    const bundle = await reader.makeGradingBundle(exercise)
    const solution = exercise.files['solution.ts'] ?? ''
    const reference = references.get(slug) ?? (await host.measureReference({ bundle, solution, seed: SEED, backend }))
    references.set(slug, reference)
    jobs.push({ slug, folder, file, bundle, source, seed: SEED, backend, ...reference })
  }
  reader.close()
  return jobs
}

async function measureBaseline(
  jobs: readonly BenchJob[],
  cores: number,
  log: (line: string) => void,
): Promise<{ times: number[]; perSecond: number }> {
  const scripts = await Promise.all(jobs.map((job) => bundleForNode(job)))
  const times: number[] = []
  for (const script of scripts) times.push(await timed(() => runInNode(script)))
  log(`baseline, one after another: ${times.map(Math.round).join(', ')} ms`)
  const twice = [...scripts, ...scripts]
  const ms = await timed(() => inParallel(twice, cores, runInNode))
  return { times, perSecond: (1000 * twice.length) / ms }
}

async function runInNode(script: string): Promise<void> {
  const child = spawn(process.execPath, ['-'], { cwd: checkout, stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.end(script)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code] = await once(child, 'close')
  if (code !== 0 || !output.startsWith('{')) throw new Error(`a baseline process ended with code ${String(code)}`)
}

interface HostFigures {
  /** Milliseconds of each submission to an idle grader, to its verdict and to its first check. */
  idle: number[]
  firstCheck: number[]
  /** Verdicts a second in a burst; those that are not `passed` count as none. */
  perSecond: number
  /** Bytes. */
  memory: number
  solutions: BenchJob[]
  unexpected: Record<string, number>
}

async function measureHost(backend: BackendName, cores: number, log: (line: string) => void): Promise<HostFigures> {
  const host = await makeChromiumHost({ log })
  try {
    const jobs = await readJobs(host, backend)
    const tally = makeTally(backend, log)
    const { idle, firstCheck } = await measureIdle({ host, jobs, backend, tally, log })
    let passed = 0
    const ms = await timed(() =>
      inParallel(repeat(jobs, BURST), cores, async (job) => {
        if (tally.passes(job, await host.grade(job))) passed += 1
      }),
    )
    log(`${backend}, burst of ${BURST}: ${Math.round(ms)} ms, ${passed} passed`)
    const memory = await mostMemory(() =>
      inParallel(repeat(jobs, POOL_GRADINGS), POOL, async (job) => tally.passes(job, await host.grade(job))),
    )
    const solutions = jobs.filter(({ file }) => path.basename(file) === 'solution.ts')
    return { idle, firstCheck, perSecond: (1000 * passed) / ms, memory, solutions, unexpected: tally.unexpected }
  } finally {
    await host.close()
  }
}

async function measureIdle(request: {
  host: ChromiumHost
  jobs: readonly BenchJob[]
  backend: BackendName
  tally: Tally
  log: (line: string) => void
}): Promise<Pick<HostFigures, 'idle' | 'firstCheck'>> {
  const { host, jobs, backend, tally, log } = request
  const idle: number[] = []
  const firstCheck: number[] = []
  for (const job of repeat(jobs, IDLE_ROUNDS * jobs.length)) {
    await host.warm(backend)
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    const start = performance.now()
    let first = Number.NaN
    const verdict = await host.grade(job, {
      onEvent: (event) => {
        if (event.type === 'check' && Number.isNaN(first)) first = performance.now() - start
      },
    })
    if (!tally.passes(job, verdict)) continue
    idle.push(performance.now() - start)
    firstCheck.push(first)
  }
  log(`${backend}, idle: ${idle.map(Math.round).join(', ')} ms`)
  return { idle, firstCheck }
}

interface Tally {
  /** Whether it passed, as all of them must; what did not is counted, and ends nothing. */
  passes(job: BenchJob, verdict: Pick<Verdict, 'kind' | 'problem'>): boolean
  unexpected: Record<string, number>
}

function makeTally(backend: BackendName, log: (line: string) => void): Tally {
  const unexpected: Record<string, number> = {}
  return {
    unexpected,
    passes({ slug, file }, { kind, problem }) {
      if (kind === 'passed') return true
      const name = `${backend}: ${kind}${problem === null ? '' : ` (${problem.code})`}, ${slug}/${path.basename(file)}`
      unexpected[name] = (unexpected[name] ?? 0) + 1
      log(`not passed: ${name}`)
      return false
    },
  }
}

/** Of this process and its browsers while the work runs, in bytes. */
async function mostMemory(work: () => Promise<unknown>): Promise<number> {
  let most = 0
  const watch = setInterval(() => void memoryOfTree().then((now) => (most = Math.max(most, now))), LOOK_MS)
  await work().finally(() => clearInterval(watch))
  return most
}

/** The list again and again, until there are so many. */
function repeat<T>(list: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => list[index % list.length]).filter((one) => one !== undefined)
}
