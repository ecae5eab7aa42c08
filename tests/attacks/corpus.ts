/** Grades the attack samples: `NN-case.<required kind>.ts`, with an honest submission graded right after each. */
import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeGradingBundle } from '../../grader/exercise/bundle.ts'
import type { GradingJob } from '../../grader/exercise/exercise.ts'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import type { BackendName, Verdict } from '../../grader/judge/verdict.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const exerciseFolder = fileURLToPath(new URL('../../exercises/clip-global-norm', import.meta.url))
const SEED = 20_101
/** An exercise's limits when it sets none: a heap or a loop takes seconds to reach its end on a busy machine. */
const budget = { timeMs: 8_000, tensorBytes: 256 * 2 ** 20, kernels: 20_000 }
/** What never ends by itself needs no more to show it. */
const endlessBudget = { ...budget, timeMs: 3_000 }

/** @param options.twoAtOnce only of samples that say nothing about time and memory: those must not judge each other */
export async function describeAttacks(
  attackClass: string,
  options: { backend: BackendName; twoAtOnce?: boolean },
): Promise<void> {
  const { backend, twoAtOnce = false } = options
  const files = (await readdir(`${here}${attackClass}`)).filter((name) => name.endsWith('.ts')).toSorted()

  describe(`${attackClass} on ${backend}`, () => {
    const shared: { host?: ChromiumHost; job?: Omit<GradingJob, 'source'>; honest?: string } = {}
    beforeAll(async () => {
      const exercise = await readExerciseFolder(exerciseFolder)
      const bundle = { ...makeGradingBundle(exercise), budget }
      const host = await makeChromiumHost({ log: () => undefined })
      const honest = exercise.files['solution.ts'] ?? ''
      const measured = await host.measureReference({ bundle, solution: honest, seed: SEED, backend })
      Object.assign(shared, { host, honest, job: { bundle, seed: SEED, backend, ...measured } })
    })
    afterAll(async () => shared.host?.close())

    async function grade(source: string, limits = budget): Promise<Verdict> {
      if (shared.host === undefined || shared.job === undefined) throw new Error('the host did not start')
      return shared.host.grade({ ...shared.job, source, bundle: { ...shared.job.bundle, budget: limits } })
    }

    test('there are samples', () => expect(files.length).toBeGreaterThan(0))
    const kind = twoAtOnce ? test.concurrent : test
    kind.each(files)('%s', async (name) => {
      const required = name.split('.').at(-2)
      const source = await readFile(`${here}${attackClass}/${name}`, 'utf8')
      const verdict = await grade(source, required === 'timed-out' ? endlessBudget : budget)
      expect(verdict.console.filter((line) => line.text.startsWith('ESCAPED'))).toEqual([])
      expect({ kind: verdict.kind, problem: verdict.problem }).toMatchObject({ kind: required })
      const after = await grade(shared.honest ?? '')
      expect({ kind: after.kind, problem: after.problem }).toEqual({ kind: 'passed', problem: null })
    })
  })
}
