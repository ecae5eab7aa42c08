/** Numbers of the literature on initialisation, reproduced with the kit and the experiments' own networks. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { leakyChainGradients } from '../../grader/experiments/index.ts'
import { gauss, globalNorm, probeDeltas, uniforms } from '../../grader/kit/index.ts'

const WIDTH = 64
const BATCH = 32

beforeAll(async () => {
  await tf.setBackend('cpu')
})

test('He 2015: thirty ReLU layers with variance 1/n leave 2^−15 = 3.05e-5 of what 2/n leaves, exactly, on one draw', () => {
  const [xavier = NaN, he = NaN] = [1, 2].map((gain) => inputGradient(30, gain, 1))
  // Both runs use the same draws, and relu(c·z) = c·relu(z): only float32 is between them and the law.
  expect(xavier / he / 2 ** -15).toBeCloseTo(1, 4)
})

test('He 2015: over draws, ln of that gradient is −10.50 ± 0.40 with variance 1/n, against −15·ln 2 = −10.40', () => {
  const logs = Array.from({ length: 12 }, (_, draw) => Math.log(inputGradient(30, 1, 1000 * (draw + 1))))
  const { mean, deviation } = momentsOf(logs)
  // The mean of twelve draws of scatter 0.40 to 0.46 is right to 0.13: within 0.4 of the law, three of these.
  expect(Math.abs(mean + 15 * Math.LN2)).toBeLessThan(0.4)
  expect(deviation).toBeGreaterThan(0.2)
  expect(deviation).toBeLessThan(0.8)
})

test('Glorot and Bengio 2010: U(±1/√n) has n·Var = 1/3, and δ loses a factor 0.577 a layer', () => {
  const depth = 20
  const weights = Array.from({ length: depth }, (_, l) => oldDefault(100 + l))
  const gains = weights.map((one) => globalNorm([one]) ** 2 / WIDTH)
  // The mean of 20 · 4096 squares, whose law has κ − 1 = 0.8: five standard errors are 1.6 %.
  expect(Math.abs(momentsOf(gains).mean * 3 - 1)).toBeLessThan(5 * Math.sqrt(0.8 / (depth * WIDTH ** 2)))
  const upstream = gauss([BATCH, WIDTH], 2)
  const { deltas } = leakyChainGradients({ x: gauss([BATCH, WIDTH], 1), weights, slope: 1, upstream })
  const perLayer = ((deltas[0] ?? NaN) / (deltas[depth - 1] ?? NaN)) ** (1 / (depth - 1))
  // ln of the whole way scatters by √(19/(2·64)) = 0.4 at most, 2 % a layer.
  expect(Math.abs(perLayer - Math.sqrt(1 / 3))).toBeLessThan(0.03)
})

test('Glorot and Bengio 2010: with U(±1/√n) and tanh, weight gradients are of one size where δ falls by 4 decades', () => {
  const depth = 20
  const { deltas, weightGradients } = tanhNetwork(depth, oldDefault)
  expect((deltas[0] ?? NaN) / (deltas[depth - 1] ?? NaN)).toBeLessThan(1e-4)
  expect(Math.max(...weightGradients) / Math.min(...weightGradients)).toBeLessThan(1.5)
})

test('Glorot and Bengio 2010: with 2/(n_in + n_out) and tanh, δ keeps its size to a factor of ten over 20 layers', () => {
  const { deltas } = tanhNetwork(20, (seed) =>
    tf.mul(gauss([WIDTH, WIDTH], seed), Math.sqrt(1 / WIDTH)).as2D(WIDTH, WIDTH),
  )
  // Not to a factor of two: tanh' is below 1 wherever the signal has any size.
  expect((deltas[0] ?? NaN) / (deltas[19] ?? NaN)).toBeGreaterThan(0.1)
})

/** ‖∂L/∂x‖/‖u‖ of a ReLU network, its last layer linear, all weights of variance gain/n, as the lesson draws them. */
function inputGradient(depth: number, gain: number, seed: number): number {
  return tf.tidy(() => {
    const weights = Array.from({ length: depth }, (_, l) =>
      gauss([WIDTH, WIDTH], seed + 100 + l)
        .mul(Math.sqrt(gain / WIDTH))
        .as2D(WIDTH, WIDTH),
    )
    const upstream = gauss([BATCH, WIDTH], seed + 1)
    // A thirtieth ReLU would halve once more: the identity as another last layer brings it in.
    const { input } = leakyChainGradients({
      x: gauss([BATCH, WIDTH], seed),
      weights: [...weights, tf.eye(WIDTH)],
      slope: 0,
      upstream,
    })
    return input / globalNorm([upstream])
  })
}

/** Uniform on ±1/√n, the default that the paper examines. */
function oldDefault(seed: number): tf.Tensor2D {
  const next = uniforms(seed)
  const values = Float32Array.from({ length: WIDTH ** 2 }, () => (2 * next() - 1) / Math.sqrt(WIDTH))
  return tf.tensor2d(values, [WIDTH, WIDTH])
}

/** ‖δ_l‖ and ‖∇W_l‖, input side first, of one network of tanh layers. */
function tanhNetwork(depth: number, draw: (seed: number) => tf.Tensor2D) {
  const weights = Array.from({ length: depth }, (_, l) => draw(100 + l))
  const x = gauss([BATCH, WIDTH], 1)
  const upstream = gauss([BATCH, WIDTH], 2)
  const shapes = weights.map(() => [BATCH, WIDTH])
  const run = (ws: readonly tf.Tensor[], probes: readonly (tf.Tensor | undefined)[]): tf.Scalar => {
    let h: tf.Tensor = x
    ws.forEach((w, l) => {
      const z = tf.matMul(h, w)
      h = tf.tanh(probes[l] === undefined ? z : tf.add(z, probes[l]))
    })
    return tf.sum(tf.mul(h, upstream)).asScalar()
  }
  return {
    deltas: probeDeltas(shapes, (probes) => run(weights, probes)).map((one) => globalNorm([one])),
    weightGradients: tf
      .grads((...ws: tf.Tensor[]) => run(ws, []))(weights)
      .map((one) => globalNorm([one])),
  }
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(square) }
}
