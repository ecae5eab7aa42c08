/** What learners' operations give for special values is the same number on every backend, or the same code gets two verdicts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compileModule } from '../../grader/exercise/compile.ts'
import type { GradingBundle } from '../../grader/exercise/exercise.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import { backendNames } from '../../grader/judge/verdict.ts'
import type { BackendName } from '../../grader/judge/verdict.ts'

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

/** Functions of x [2, 3], with values between 1.1 and 2.9, whose gradients learners may take; u has values below 1. */
const differentiable = `{
  abs: (x) => tf.abs(x), acos: () => tf.acos(u), acosh: (x) => tf.acosh(x), add: (x) => tf.add(x, row), addN: (x) => tf.addN([x, x]),
  asin: () => tf.asin(u), asinh: (x) => tf.asinh(x), atan: (x) => tf.atan(x), atan2: (x) => tf.atan2(x, row), atanh: () => tf.atanh(u),
  broadcastTo: (x) => tf.broadcastTo(x, [2, 2, 3]), cast: (x) => tf.cast(x, 'float32'), clipByValue: (x) => tf.clipByValue(x, 1.5, 2.5),
  concat: (x) => tf.concat([x, x.square()], 1), cos: (x) => tf.cos(x), cosh: (x) => tf.cosh(x), cumsum: (x) => tf.cumsum(x, 1),
  conv1dOfInput: (x) => tf.conv1d(x.as3D(1, 3, 2), filter, 1, 'same'),
  conv1dOfFilter: (x) => tf.conv1d(wave, x.as3D(3, 2, 1), 1, 'same'), conv1dByTwo: (x) => tf.conv1d(wave, x.as3D(3, 2, 1), 2, 'same'),
  conv1dValid: (x) => tf.conv1d(wave, x.as3D(1, 2, 3), 1, 'valid'),
  div: (x) => tf.div(row, x), divNoNan: (x) => tf.divNoNan(x, row), dot: (x) => tf.dot(x, row), elu: (x) => tf.elu(x), erf: (x) => tf.erf(x),
  euclideanNorm: (x) => tf.euclideanNorm(x), exp: (x) => tf.exp(x), expandDims: (x) => tf.expandDims(x, 1), expm1: (x) => tf.expm1(x),
  gatherRows: (x) => tf.gather(x, tf.tensor1d([1, 0, 1], 'int32')), gatherColumns: (x) => tf.gather(x, tf.tensor1d([2, 0], 'int32'), 1),
  gatherPlain: (x) => tf.gather(x, [1, 1]), leakyRelu: (x) => tf.leakyRelu(x.sub(2)), log: (x) => tf.log(x), log1p: (x) => tf.log1p(x),
  logSigmoid: (x) => tf.logSigmoid(x), logSoftmax: (x) => tf.logSoftmax(x), logSumExp: (x) => tf.logSumExp(x, 1),
  matMul: (x) => tf.matMul(x, x, false, true), max: (x) => tf.max(x, 1), maximum: (x) => tf.maximum(x, row), mean: (x) => tf.mean(x, 0),
  min: (x) => tf.min(x, 0), minimum: (x) => tf.minimum(x, row), mod: (x) => tf.mod(x, 0.75), moments: (x) => tf.moments(x, 0).variance,
  mul: (x) => tf.mul(x, row), neg: (x) => tf.neg(x), norm: (x) => tf.norm(x), outerProduct: (x) => tf.outerProduct(x.as1D(), row),
  pow: (x) => tf.pow(x, row), prelu: (x) => tf.prelu(x.sub(2), row), prod: (x) => tf.prod(x, 1), reciprocal: (x) => tf.reciprocal(x),
  relu: (x) => tf.relu(x.sub(2)), relu6: (x) => tf.relu6(x.mul(3)), reshape: (x) => tf.reshape(x, [3, 2]), reverse: (x) => tf.reverse(x, 1),
  rsqrt: (x) => tf.rsqrt(x), selu: (x) => tf.selu(x.sub(2)), sigmoid: (x) => tf.sigmoid(x), sin: (x) => tf.sin(x), sinh: (x) => tf.sinh(x),
  slice: (x) => tf.slice(x, [0, 1], [2, 2]), softmax: (x) => tf.softmax(x), softplus: (x) => tf.softplus(x), split: (x) => tf.split(x, 3, 1)[1],
  sqrt: (x) => tf.sqrt(x), square: (x) => tf.square(x), squaredDifference: (x) => tf.squaredDifference(x, row),
  squeeze: (x) => tf.squeeze(x.as3D(1, 2, 3)), stack: (x) => tf.stack([x, x.sin()]), sub: (x) => tf.sub(x, row), sum: (x) => tf.sum(x, 1),
  tan: (x) => tf.tan(x), tanh: (x) => tf.tanh(x), tile: (x) => tf.tile(x, [2, 1]), transpose: (x) => tf.transpose(x),
  unstack: (x) => tf.unstack(x, 1)[2], where: (x) => tf.where(row.greater(1), x.square(), x), whereOfItself: (x) => tf.where(x.greater(2), x.square(), x),
}`

/** Of these some elements of x have no influence. */
const mayVanish = new Set(
  'clipByValue gatherRows gatherColumns gatherPlain max maximum min minimum relu relu6 slice split unstack'.split(' '),
)

/** tfjs 4.22 has no gradient of these, on any backend. */
const without = ['divNoNan', 'whereOfItself']

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
    gradients: ({ tf }) => {
      const x = tf.tensor2d([[1.1, 2.3, 1.7], [2.9, 1.4, 2.2]])
      const row = tf.tensor1d([1.3, 0.4, 2.6])
      const filter = tf.tensor3d([[[0.5], [-1]], [[2], [0.3]]])
      const wave = tf.tensor3d([[[1, -2], [0.5, 3], [-1, 0.2], [0.7, -0.4]]])
      const weights = (y) => tf.range(1, y.size + 1).reshape(y.shape).cos()
      const gradientOf = (name) =>
        tf.grad((given) => {
          const u = given.div(4)
          const of = ${differentiable}
          return of[name](given).mul(weights(of[name](given))).sum()
        })(x)
      const names = Object.keys((() => { const u = x; return ${differentiable} })())
      return Object.fromEntries(names.map((name) => {
        try {
          return [name, Array.from(gradientOf(name).dataSync())]
        } catch (error) {
          return [name, String(error)]
        }
      }))
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
    budget: { timeMs: 20_000, tensorBytes: 2 ** 26, kernels: 20_000 },
    permits: [],
    tidy: 'noted',
    data: null,
  }
  shared.host = await makeChromiumHost({ log: () => undefined })
})
afterAll(async () => shared.host?.close())

/** Once for each backend: compiling shaders for every operation takes seconds. */
const measured = new Map<BackendName, ReturnType<typeof measureOn>>()
async function measureOn(backend: BackendName) {
  const { host, bundle } = shared
  if (host === undefined || bundle === undefined) throw new Error('the host did not start')
  const solution = 'export const one = (): number => 1\n'
  const { reference } = await host.measureReference({ bundle, solution, seed: 1, backend })
  return reference
}
function measureOnce(backend: BackendName): ReturnType<typeof measureOn> {
  const known = measured.get(backend) ?? measureOn(backend)
  measured.set(backend, known)
  return known
}

test.each(backendNames)('%s gives what IEEE 754 says', async (backend) => {
  const reference = await measureOnce(backend)
  const expected = {
    ...Object.fromEntries(Object.entries(binary).map(([name, of]) => [name, pairs.map(([a, b]) => say(of(a, b)))])),
    ...Object.fromEntries(Object.entries(unary).map(([name, of]) => [name, values.map((x) => say(of(x)))])),
  }
  const given = Object.entries(reference['all'] ?? {}).map(([name, list]): [string, string[]] => {
    return [name, Array.isArray(list) ? list.map((one) => say(Number(one))) : []]
  })
  expect(Object.fromEntries(given)).toEqual(expected)
})

test.each(['webgl', 'wasm'] as const)(
  'every gradient that can be taken is on %s what it is on cpu',
  async (backend) => {
    const given = (await measureOnce(backend))['gradients'] ?? {}
    const expected = (await measureOnce('cpu'))['gradients'] ?? {}
    expect(Object.keys(expected).length).toBeGreaterThan(60)
    const differ = Object.entries(expected).flatMap(([name, numbers]) => {
      const others = given[name]
      // A text says why there is none.
      if (!Array.isArray(numbers) || !Array.isArray(others)) {
        return without.includes(name) && numbers === others ? [] : [{ name, numbers, others }]
      }
      const isAlike = numbers.every(
        (one, i) => isNear(Number(one), Number(others[i])) && (one !== 0 || mayVanish.has(name)),
      )
      return isAlike ? [] : [{ name, numbers, others }]
    })
    expect(differ).toEqual([])
  },
)

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-3 * Math.max(1, Math.abs(one))

/** As float32, to three digits; the signs of zeros are lost on the way out of the cage. */
function say(value: number): string {
  const single = Math.fround(value)
  return Math.abs(single) < 1.2e-38 ? '0' : single.toPrecision(3)
}
