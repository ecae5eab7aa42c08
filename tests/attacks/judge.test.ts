/** What a learner returns may trip an author's checks: that is a failed check, never a broken grader and a free try. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileModule } from '../../grader/exercise/compile.ts'
import type { GradingBundle, GradingJob } from '../../grader/exercise/exercise.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'

const experiment = `
  import { array, defineExperiment, fn, number } from 'grader/experiments'
  export default defineExperiment({
    exports: { list: fn({ n: number() }, array(number())) },
    draw: () => ({ n: 3 }),
    sections: { run: ({ learner, draw }) => ({ list: [1, 2, 3, 4].map(() => learner.list(draw.n)).flat() }) },
  })`
const checks = `
  import { atMost, defineChecks, equal } from 'grader/judge'
  const badlyWritten = (m) => m.run.list.slice(0, 5).map((one) => one.toFixed(1).length)
  export default defineChecks({
    checks: {
      largest: { needs: ['run'], weight: 1, judge: ({ m }) => equal(Math.max(...m.run.list), 3) },
      bounded: { needs: ['run'], weight: 1, judge: ({ m }) => atMost(m.run.list[0], m.run.list[1] * 1e300) },
      first: { needs: ['run'], weight: 1, judge: ({ m }) => { badlyWritten(m); return equal(m.run.list[0], 1) } },
    },
    misconceptions: {},
    plots: { all: { needs: ['run'], x: 'layer', y: 'gradient-norm', draw: ({ m }) => ({ mine: m.run.list.map((one) => [one, one]) }) } },
  })`
const solution = 'export const list = (n: number): number[] => [1, 2, n]'

const shared: { host?: ChromiumHost; job?: Omit<GradingJob, 'source'> } = {}
beforeAll(async () => {
  const host = await makeChromiumHost({ log: () => undefined })
  const bundle = makeBundle()
  const measured = await host.measureReference({ bundle, solution, seed: 1, backend: 'cpu' })
  Object.assign(shared, { host, job: { bundle, seed: 1, backend: 'cpu', ...measured } })
})
afterAll(async () => shared.host?.close())

test.each([
  ['the model solution', solution, 'passed'],
  [
    'more numbers than a call can spread, and than a plot carries',
    'export const list = () => Array(24_000).fill(1)',
    'failed',
  ],
  ['nothing at all', 'export const list = () => []', 'failed'],
  ['NaN where a limit is computed from it', 'export const list = () => [1, NaN, 3]', 'failed'],
  ['an infinite limit', 'export const list = () => [1, Infinity, 3]', 'failed'],
])('%s', async (_, source, kind) => {
  const { host, job } = shared
  if (host === undefined || job === undefined) throw new Error('the host did not start')
  const verdict = await host.grade({ ...job, source })
  expect({ kind: verdict.kind, problem: verdict.problem }).toEqual({ kind, problem: null })
})

function makeBundle(): GradingBundle {
  return {
    slug: 'made-up',
    revision: 'r1',
    experiment: compiled(experiment),
    checks: compiled(checks),
    data: null,
    budget: { timeMs: 8_000, tensorBytes: 16 * 2 ** 20, kernels: 1_000 },
    permits: [],
    tidy: 'noted',
  }
}

function compiled(source: string): string {
  const result = compileModule(source, {
    fileName: 'made-up.ts',
    allowedImports: { 'grader/experiments': null, 'grader/judge': null, kit: null },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.code
}
