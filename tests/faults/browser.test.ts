/** The grader's browser killed while it works: nobody waits for ever, and nobody's code is blamed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDrawRng } from '../../grader/cage/draw-rng.ts'
import { makeGradingBundle } from '../../grader/exercise/bundle.ts'
import type { GradingJob } from '../../grader/exercise/exercise.ts'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import type { BackendName } from '../../grader/judge/verdict.ts'
import { findBrowser, findVictims, kill } from '../../rig/faults/victims.ts'
import { drawSeed } from './draw-seed.ts'

const exerciseFolder = new URL('../../exercises/he-30-layers', import.meta.url).pathname
const patienceMs = 60_000
const shared: { host?: ChromiumHost } = {}
/** What Playwright throws outside any promise when its browser is killed; the grader goes on past it, and so must we. */
const outside: Error[] = []
const keep = (error: Error): void => void outside.push(error)

beforeAll(async () => {
  process.on('uncaughtException', keep)
  shared.host = await makeChromiumHost({ log: () => undefined })
})
afterAll(async () => {
  await shared.host?.close()
  process.off('uncaughtException', keep)
})

test('every grading ends while the browser is killed again and again, and none blames the code', async () => {
  const host = theHost()
  const job = await makeJob('wasm')
  const seed = drawSeed()
  const rng = makeDrawRng(seed)
  const kinds: string[] = []
  for (let kills = 0; kills < 6; kills += 1) {
    const graded = gradeInTime(host, job)
    await new Promise((resolve) => setTimeout(resolve, rng.uniform(0, 1200)))
    const victims = await findVictims(process.pid, 'browser', rng)
    if (victims !== undefined) await kill(victims)
    kinds.push(await graded)
  }
  // A browser that was killed twice in one grading is ours to repair: the queue tries it again.
  expect(
    kinds.filter((kind) => kind !== 'passed' && kind !== 'broken'),
    `seed ${seed}: ${kinds.join(', ')}`,
  ).toEqual([])
  expect(await gradeInTime(host, job)).toBe('passed')
  expect(outside.map(({ message }) => message).filter((text) => !/parent object|was not bound/.test(text))).toEqual([])
}, 180_000)

test('an answer is not blamed for numbers of a GPU process that ended', async () => {
  const host = theHost()
  const job = await makeJob('webgl')
  const seed = drawSeed()
  const rng = makeDrawRng(seed)
  const kinds: string[] = []
  for (let kills = 0; kills < 4; kills += 1) {
    await host.warm('webgl')
    const graded = gradeInTime(host, job)
    await new Promise((resolve) => setTimeout(resolve, rng.uniform(0, 400)))
    const gpu = (await findBrowser(process.pid)).filter(({ commandLine }) => commandLine.includes('--type=gpu-process'))
    await kill({ what: 'the GPU process', processes: gpu })
    kinds.push(await graded)
  }
  expect(kinds, `seed ${seed}`).toEqual(['passed', 'passed', 'passed', 'passed'])
}, 180_000)

async function makeJob(backend: BackendName): Promise<GradingJob> {
  const exercise = await readExerciseFolder(exerciseFolder)
  const bundle = makeGradingBundle(exercise)
  const source = exercise.files['solution.ts'] ?? ''
  const measured = await theHost().measureReference({ bundle, solution: source, seed: 7, backend })
  return { bundle, source, seed: 7, backend, ...measured }
}

async function gradeInTime(host: ChromiumHost, job: GradingJob): Promise<string> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve(`no verdict after ${patienceMs / 1000} s`), patienceMs)
  const kind = await Promise.race([host.grade(job).then((verdict) => verdict.kind), late])
  clearTimeout(timer)
  return kind
}

function theHost(): ChromiumHost {
  if (shared.host === undefined) throw new Error('the host did not start')
  return shared.host
}
