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
    const jobs = new Map<string, Omit<GradingJob, 'source'>>()
    const shared: { host?: ChromiumHost } = {}
    beforeAll(async () => {
      const host = await makeChromiumHost({ log: () => undefined })
      shared.host = host
      for (const slug of slugs) {
        const exercise = await readExerciseFolder(`${exercisesFolder}${slug}`)
        const bundle = makeGradingBundle(exercise)
        const solution = exercise.files['solution.ts'] ?? ''
        const measured = await host.measureReference({ bundle, solution, seed: SEED, backend })
        jobs.set(slug, { bundle, seed: SEED, backend, ...measured })
      }
    })
    afterAll(async () => shared.host?.close())

    test('there are samples', () => expect(files.length).toBeGreaterThan(0))
    test.each(files)('$slug: $name', async ({ slug, name, path }) => {
      const job = jobs.get(slug)
      if (job === undefined || shared.host === undefined) throw new Error(`nothing was prepared for ${slug}`)
      const verdict = await shared.host.grade({ ...job, source: await readFile(path, 'utf8') })
      expect({ kind: verdict.kind, problem: verdict.problem }).toMatchObject({ kind: name.split('-')[0] })
    })
  })
}

async function listSamples(folder: string, slug: string): Promise<Array<{ slug: string; name: string; path: string }>> {
  const names = await readdir(`${here}${folder}/${slug}`)
  return names.toSorted().map((name) => ({ slug, name, path: `${here}${folder}/${slug}/${name}` }))
}
