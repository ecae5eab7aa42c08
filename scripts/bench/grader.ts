/**
 * What a grading costs. Baseline of the same run: one fresh Node process for each submission, which loads tfjs and runs
 * the same experiment on the cpu backend, without any wall. Submissions are the model solution of each exercise and three
 * right answers in other styles.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { makeGradingBundle } from '../../grader/exercise/bundle.ts'
import type { GradingJob } from '../../grader/exercise/exercise.ts'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import type { BackendName } from '../../grader/judge/verdict.ts'
import { checkout } from '../start-environment.ts'
import { bundleForNode } from './bundle-bare.ts'
import { inParallel, median, quantile, round, timed } from './medians.ts'
import { memoryOfTree } from './process-memory.ts'
import type { BenchResult } from './result.ts'

export const benchedExercises = ['clip-global-norm', 'he-30-layers', 'residual-depth-scaling']
const SEED = 61_803
const BURST = 200
const IDLE_ROUNDS = 2

export interface BenchJob extends GradingJob {
  slug: string
  folder: string
  file: string
}

export async function benchGrader(log: (line: string) => void): Promise<BenchResult> {
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
  const figures: BenchResult['figures'] = {
    'baseline p50, ms': Math.round(median(baseline.times)),
    'baseline p95, ms': Math.round(quantile(baseline.times, 0.95)),
    'baseline, submissions a second': round(baseline.perSecond),
  }
  for (const backend of ['wasm', 'webgl'] as const) {
    const measured = await measureHost(backend, cores, log)
    ratios[`${backend}: idle p50 / baseline p50`] = round(median(measured.idle) / median(baseline.times))
    ratios[`${backend}: idle p95 / baseline p50`] = round(quantile(measured.idle, 0.95) / median(baseline.times))
    ratios[`${backend}: burst throughput / baseline's`] = round(measured.perSecond / baseline.perSecond)
    figures[`${backend}: idle p50, ms`] = Math.round(median(measured.idle))
    figures[`${backend}: idle p95, ms`] = Math.round(quantile(measured.idle, 0.95))
    figures[`${backend}: first check p50, ms`] = Math.round(median(measured.firstCheck))
    figures[`${backend}: burst, submissions a second`] = round(measured.perSecond)
    figures[`${backend}: most memory in the burst, MB`] = Math.round(measured.memory / 2 ** 20)
  }
  return { ratios, figures }
}

/** Every answer of every exercise, with one draw and its reference for each exercise. */
export async function readJobs(host: ChromiumHost, backend: BackendName): Promise<BenchJob[]> {
  const jobs: BenchJob[] = []
  for (const slug of benchedExercises) {
    const folder = join(checkout, 'exercises', slug)
    const exercise = await readExerciseFolder(folder)
    const bundle = makeGradingBundle(exercise)
    const solution = exercise.files['solution.ts'] ?? ''
    const measured = await host.measureReference({ bundle, solution, seed: SEED, backend })
    const honest = join(checkout, 'tests/attacks/honest', slug)
    const others = (await readdir(honest)).toSorted().slice(0, 3)
    if (others.length < 3) throw new Error(`${slug} has no three right answers in other styles`)
    for (const file of [join(folder, 'solution.ts'), ...others.map((name) => join(honest, name))]) {
      const source = await readFile(file, 'utf8')
      jobs.push({ slug, folder, file, bundle, source, seed: SEED, backend, ...measured })
    }
  }
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

async function measureHost(
  backend: BackendName,
  cores: number,
  log: (line: string) => void,
): Promise<{ idle: number[]; firstCheck: number[]; perSecond: number; memory: number }> {
  const host = await makeChromiumHost({ log })
  try {
    const jobs = await readJobs(host, backend)
    const idle: number[] = []
    const firstCheck: number[] = []
    for (let again = 0; again < IDLE_ROUNDS; again++) {
      for (const job of jobs) {
        await host.warm(backend)
        const start = performance.now()
        let first: number | undefined
        const verdict = await host.grade(job, {
          onEvent: (event) => {
            if (event.type === 'check') first ??= performance.now() - start
          },
        })
        idle.push(performance.now() - start)
        firstCheck.push(first ?? Number.NaN)
        requirePassed(job, verdict)
      }
      log(`${backend}, idle: ${idle.slice(-jobs.length).map(Math.round).join(', ')} ms`)
    }
    const burst = Array.from({ length: BURST }, (_, i) => jobs[i % jobs.length]).filter((job) => job !== undefined)
    let memory = 0
    const watch = setInterval(() => void memoryOfTree().then((now) => (memory = Math.max(memory, now))), 2_000)
    const ms = await timed(() =>
      inParallel(burst, cores, async (job) => requirePassed(job, await host.grade(job))),
    ).finally(() => clearInterval(watch))
    log(`${backend}, burst of ${BURST}: ${Math.round(ms)} ms`)
    return { idle, firstCheck, perSecond: (1000 * BURST) / ms, memory }
  } finally {
    await host.close()
  }
}

function requirePassed(job: BenchJob, verdict: { kind: string; problem: unknown }): void {
  if (verdict.kind === 'passed') return
  throw new Error(`${job.slug} ${job.file}: ${verdict.kind} ${JSON.stringify(verdict.problem)}`)
}
