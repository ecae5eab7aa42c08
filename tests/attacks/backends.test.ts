/** What learners' operations give for special values is the same number on every backend, or the same code gets two verdicts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileModule } from '../../grader/exercise/compile.ts'
import type { GradingBundle } from '../../grader/exercise/exercise.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import { backendNames } from '../../grader/judge/verdict.ts'

/** No denormals: devices may flush them to zero. */
const values = [0, -0, Infinity, -Infinity, NaN, 1e30, 1e-30, 1, -1, 0.5, -2.5, 3]
const pairs = values.flatMap((a) => values.map((b): [number, number] => [a, b]))

const binary: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
  squaredDifference: (a, b) => Math.fround(a - b) ** 2,
  greater: (a, b) => Number(a > b),
  less: (a, b) => Number(a < b),
  equal: (a, b) => Number(a === b),
}
const unary: Record<string, (x: number) => number> = {
  neg: (x) => -x,
  abs: Math.abs,
  square: (x) => x * x,
  sqrt: Math.sqrt,
  relu: (x) => (x < 0 ? 0 : x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  clipped: (x) => Math.min(1, Math.max(-1, x)),
  reciprocal: (x) => 1 / x,
  isNaN: (x) => Number(Number.isNaN(x)),
  isFinite: (x) => Number(Number.isFinite(x)),
}

const experiment = `
import { defineExperiment, fn, number } from 'grader/experiments'
const values = [${values.map((one) => (Object.is(one, -0) ? '-0' : String(one))).join(', ')}]
const pairs = values.flatMap((a) => values.map((b) => [a, b]))
export default defineExperiment({
  exports: { one: fn({}, number()) },
  draw: () => ({}),
  sections: {
    all: ({ tf, learner }) => {
      for (let i = 0; i < 4; i++) learner.one()
      const [a, b, x] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1]), values].map((one) => tf.tensor1d(one))
      const of = (result) => Array.from(result.dataSync())
      return {
        ...Object.fromEntries(${JSON.stringify(Object.keys(binary))}.map((name) => [name, of(tf[name](a, b))])),
        ...Object.fromEntries(${JSON.stringify(Object.keys(unary))}.map((name) => [name, of(name === 'clipped' ? tf.clipByValue(x, -1, 1) : tf[name](x))])),
      }
    },
  },
})`

const shared: { host?: ChromiumHost; bundle?: GradingBundle } = {}
beforeAll(async () => {
  const compiled = compileModule(experiment, {
    fileName: 'experiment.ts',
    allowedImports: { 'grader/experiments': null },
  })
  if (!compiled.ok) throw new Error(compiled.problem.code)
  shared.bundle = {
    slug: 'special-values',
    revision: 'r',
    experiment: compiled.code,
    checks: '',
    budget: { timeMs: 20_000, tensorBytes: 2 ** 26, kernels: 1_000 },
    permits: [],
    tidy: 'noted',
    data: null,
  }
  shared.host = await makeChromiumHost({ log: () => undefined })
})
afterAll(async () => shared.host?.close())

test.each(backendNames)('%s gives what IEEE 754 says', async (backend) => {
  const { host, bundle } = shared
  if (host === undefined || bundle === undefined) throw new Error('the host did not start')
  const solution = 'export const one = (): number => 1\n'
  const { reference } = await host.measureReference({ bundle, solution, seed: 1, backend })
  const expected = {
    ...Object.fromEntries(Object.entries(binary).map(([name, of]) => [name, pairs.map(([a, b]) => say(of(a, b)))])),
    ...Object.fromEntries(Object.entries(unary).map(([name, of]) => [name, values.map((x) => say(of(x)))])),
  }
  const measured = Object.entries(reference['all'] ?? {}).map(([name, list]): [string, string[]] => {
    return [name, Array.isArray(list) ? list.map((one) => say(Number(one))) : []]
  })
  expect(Object.fromEntries(measured)).toEqual(expected)
})

/** As float32, to three digits; the signs of zeros are lost on the way out of the cage. */
function say(value: number): string {
  const single = Math.fround(value)
  return Math.abs(single) < 1.2e-38 ? '0' : single.toPrecision(3)
}
