/** Right answers in other styles must pass, and wrong ones that no exercise knows by name must fail. */
import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeGradingBundle } from '../../grader/exercise/bundle.ts'
import type { GradingJob } from '../../grader/exercise/exercise.ts'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import type { BackendName } from '../../grader/judge/verdict.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const exercisesFolder = fileURLToPath(new URL('../../exercises/', import.meta.url))
const SEED = 40_311

await describeSamples('honest', 'wasm')
await describeSamples('honest', 'webgl')
await describeSamples('wrong', 'wasm')

/** Files are named by the verdict that they must get: `passed-….ts`, `failed-….ts`. */
async function describeSamples(folder: 'honest' | 'wrong', backend: BackendName): Promise<void> {
  const slugs = await readdir(`${here}${folder}`)
  const files = (await Promise.all(slugs.map(async (slug) => listSamples(folder, slug)))).flat()

  describe(`${folder} answers on ${backend}`, () => {
    const jobs = new Map<string, Promise<Omit<GradingJob, 'source'>>>()
    const shared: { host?: ChromiumHost } = {}
    beforeAll(async () => {
      shared.host = await makeChromiumHost({ log: () => undefined })
    })
    afterAll(async () => shared.host?.close())

    test('there are samples', () => expect(files.length).toBeGreaterThan(0))
    // Two at once, as a grader on two cores: no sample here says anything about time or memory.
    test.concurrent.each(files)('$slug: $name', async ({ slug, name, path }) => {
      const { host } = shared
      if (host === undefined) throw new Error('the host did not start')
      const job = jobs.get(slug) ?? prepare(host, slug, backend)
      jobs.set(slug, job)
      const verdict = await host.grade({ ...(await job), source: await readFile(path, 'utf8') })
      expect({ kind: verdict.kind, problem: verdict.problem }).toMatchObject({ kind: name.split('-')[0] })
    })
  })
}

async function prepare(host: ChromiumHost, slug: string, backend: BackendName): Promise<Omit<GradingJob, 'source'>> {
  const exercise = await readExerciseFolder(`${exercisesFolder}${slug}`)
  const bundle = makeGradingBundle(exercise)
  const solution = exercise.files['solution.ts'] ?? ''
  return { bundle, seed: SEED, backend, ...(await host.measureReference({ bundle, solution, seed: SEED, backend })) }
}

async function listSamples(folder: string, slug: string): Promise<Array<{ slug: string; name: string; path: string }>> {
  const names = await readdir(`${here}${folder}/${slug}`)
  return names.toSorted().map((name) => ({ slug, name, path: `${here}${folder}/${slug}/${name}` }))
}
