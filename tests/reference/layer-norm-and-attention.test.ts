/**
 * Numbers on layer norm and on attention, from the literature and from this course, each reproduced with the kit's own
 * draws.
 */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { singularValues } from '../../grader/experiments/singular-values.ts'
import { gauss, globalNorm } from '../../grader/kit/kit.ts'

beforeAll(() => tf.setBackend('cpu'))

function layerNorm(x: tf.Tensor, eps: number): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true)
  return x.sub(mean).div(variance.add(eps).sqrt())
}

/** The Jacobian at one point by automatic differentiation: row i of a batch of copies is asked for output i. */
function jacobian(x: tf.Tensor1D, eps: number): number[][] {
  const d = x.shape[0]
  return tf.tidy(() => {
    const copies = x.as2D(1, d).tile([d, 1])
    return tf
      .grad((rows) => layerNorm(rows, eps))(copies, tf.eye(d))
      .as2D(d, d)
      .arraySync()
  })
}

const times = (matrix: number[][], v: number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, j) => sum + value * (v[j] ?? NaN), 0))
const norm = (v: number[]): number => Math.hypot(...v)
const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

describe('Ba, Kiros & Hinton 2016: the Jacobian of layer norm', () => {
  // Float32 leaves 1e-6 of the largest value; what cancels is compared in its units.
  test.each([
    [8, 1, 1e-5],
    [8, 0.003, 1e-5],
    [8, 1e-4, 1e-5],
    [64, 0.5, 1e-3],
    [3, 0.02, 1e-3],
  ])('d = %s, spread %s, ε = %s: the norm is 1/√(v + ε), 1 is lost, x̂ keeps ε/(v + ε)^{3/2}', (d, spread, eps) => {
    const x = gauss([d], 31 + d)
      .mul(spread)
      .as1D()
    const values = Array.from(x.dataSync())
    const centre = mean(values)
    const v = mean(values.map((one) => (one - centre) ** 2))
    const s = Math.sqrt(v + eps)
    const matrix = jacobian(x, eps)
    expect((singularValues(matrix)[0] ?? NaN) * s).toBeCloseTo(1, 5)
    const ones = values.map(() => 1)
    expect((norm(times(matrix, ones)) * s) / norm(ones)).toBeLessThan(1e-5)
    const centred = values.map((one) => one - centre)
    expect((norm(times(matrix, centred)) / norm(centred)) * s).toBeCloseTo(eps / s ** 2, 5)
  })

  test('two units leave nothing but x̂', () => {
    const [spread, eps] = [0.01, 1e-4]
    const matrix = jacobian(tf.tensor1d([spread, -spread]), eps)
    expect((singularValues(matrix)[0] ?? NaN) / (eps / (spread ** 2 + eps) ** 1.5)).toBeCloseTo(1, 4)
  })

  test('the bound 1/√ε is 316 for ε = 1e-5 and 31.6 for the default of tfjs, 1e-3, and a constant input reaches it', () => {
    for (const [eps, bound] of [
      [1e-5, 316.2],
      [1e-3, 31.62],
    ] as const) {
      expect(1 / Math.sqrt(eps)).toBeCloseTo(bound, 1)
      expect(singularValues(jacobian(tf.ones([8]).as1D(), eps))[0]).toBeCloseTo(bound, 1)
    }
  })

  test('max|γ|/s is a bound, not the norm, when the γ differ: 0.90 to 0.997 of it in thirty draws', () => {
    const [d, eps] = [8, 1e-5]
    const shares = Array.from({ length: 30 }, (_, k) => {
      const x = gauss([d], 500 + k)
      const values = Array.from(x.dataSync())
      const centre = mean(values)
      const s = Math.sqrt(mean(values.map((one) => (one - centre) ** 2)) + eps)
      const gammas = Array.from(gauss([d], 900 + k).dataSync(), (one) => 1 + 0.1 * one)
      const scaled = jacobian(x, eps).map((row, i) => row.map((value) => value * (gammas[i] ?? NaN)))
      return ((singularValues(scaled)[0] ?? NaN) * s) / Math.max(...gammas)
    })
    expect(Math.max(...shares)).toBeLessThan(1.00001)
    expect(Math.min(...shares)).toBeGreaterThan(0.85)
    expect(mean(shares)).toBeLessThan(0.985)
  })
})

// One run scatters by some 3 %.
test('Xiong 2020: blocks h + relu(LN(h) W) V without attention have E‖h_L‖²/d = 1 + L/2: 3, 5 and 9 at L = 4, 8, 16', () => {
  const [width, batch] = [64, 16]
  const seeds = [1, 2, 3, 4, 5, 6].map((k) => 1000 * k)
  for (const depth of [4, 8, 16]) {
    const runs = seeds.map((seed) =>
      tf.tidy(() => {
        let h: tf.Tensor = gauss([batch, width], seed)
        for (let l = 1; l <= depth; l++) {
          const [w, v] = [2 * l, 2 * l + 1].map((k) => gauss([width, width], seed + k).mul(Math.sqrt(1 / width)))
          if (w === undefined || v === undefined) throw new Error('two matrices were drawn')
          h = h.add(tf.matMul(tf.relu(tf.matMul(layerNorm(h, 1e-5), w)), v))
        }
        return h.square().mean().dataSync()[0] ?? NaN
      }),
    )
    expect(Math.abs(mean(runs) / (1 + depth / 2) - 1)).toBeLessThan(0.08)
  }
})

/** A tower of blocks with the branch relu(hW)V, and the norms of two gradients of ⟨u, output⟩. */
function tower(place: 'pre' | 'post', depth: number, seed: number): { input: number; lastWeights: number } {
  const [width, batch] = [64, 32]
  return tf.tidy(() => {
    const [x, upstream] = [gauss([batch, width], seed + 1), gauss([batch, width], seed + 2)]
    const Ws = Array.from({ length: depth }, (_, l) => gauss([width, width], seed + 10 + l).mul(Math.sqrt(2 / width)))
    const Vs = Array.from({ length: depth }, (_, l) => gauss([width, width], seed + 500 + l).mul(Math.sqrt(1 / width)))
    const loss = (input: tf.Tensor, last: tf.Tensor): tf.Scalar => {
      let h = input
      for (const [l, W] of Ws.entries()) {
        const V = l === depth - 1 ? last : (Vs[l] ?? last)
        const branch = (of: tf.Tensor) => tf.matMul(tf.relu(tf.matMul(of, W)), V)
        h = place === 'post' ? layerNorm(h.add(branch(h)), 1e-5) : h.add(branch(layerNorm(h, 1e-5)))
      }
      const output = place === 'pre' ? layerNorm(h, 1e-5) : h
      return output.mul(upstream).sum().asScalar()
    }
    const [input, lastWeights] = tf.grads(loss)([x, Vs.at(-1) ?? x])
    if (input === undefined || lastWeights === undefined) throw new Error('two gradients were asked for')
    return { input: globalNorm([input]) / globalNorm([upstream]), lastWeights: globalNorm([lastWeights]) }
  })
}

// The lesson on layer norm has the table; three draws.
test.each([
  { place: 'post', depth: 4, low: 248, high: 261 },
  { place: 'post', depth: 16, low: 199, high: 315 },
  { place: 'post', depth: 32, low: 223, high: 261 },
  { place: 'pre', depth: 4, low: 140, high: 174 },
  { place: 'pre', depth: 16, low: 69, high: 105 },
  { place: 'pre', depth: 32, low: 60, high: 71 },
] as const)(
  'the last block of a $place-LN tower of $depth has a weight gradient of $low to $high',
  { timeout: 30_000 },
  ({ place, depth, low, high }) => {
    const runs = [0, 1000, 2000].map((seed) => tower(place, depth, seed))
    expect(Math.round(Math.min(...runs.map((run) => run.lastWeights)))).toBe(low)
    expect(Math.round(Math.max(...runs.map((run) => run.lastWeights)))).toBe(high)
  },
)

test(
  'with a final layer norm, 32 pre-LN blocks leave the input 0.95 to 1.25 of the gradient',
  { timeout: 30_000 },
  () => {
    const inputs = [0, 1000, 2000].map((seed) => tower('pre', 32, seed).input)
    expect(Math.min(...inputs)).toBeCloseTo(0.95, 2)
    expect(Math.max(...inputs)).toBeCloseTo(1.25, 2)
  },
)

const KEYS = 16

/** q [count, 1, d], K [count, KEYS, d], and the scores q·k, [count, KEYS] in rows. */
function drawScores(count: number, d: number, seed: number) {
  const [q, K] = [gauss([count, 1, d], seed), gauss([count, KEYS, d], seed + 1)]
  return { q, K, scores: tf.matMul(q, K, false, true).as2D(count, KEYS) }
}

describe('Vaswani 2017: the scale of attention', () => {
  // The mean of 400 queries with 16 keys scatters by 2 to 3 %.
  test.each([16, 64, 256])('Var(q·k) = d_k, d_k = %s', (d) => {
    const variance = tf.tidy(() => drawScores(400, d, 11).scores.square().mean().dataSync()[0] ?? NaN)
    expect(Math.abs(variance / d - 1)).toBeLessThan(0.1)
  })

  /** Mean of ‖diag p − p pᵀ‖_F over queries: its square is Σp² − 2Σp³ + (Σp²)². */
  const softmaxJacobian = (d: number, scale: number) =>
    tf.tidy(() => {
      const p = tf.softmax(drawScores(200, d, 21).scores.mul(scale))
      const squares = p.square().sum(1)
      const square = squares.sub(p.pow(3).sum(1).mul(2)).add(squares.square())
      return square.maximum(0).sqrt().mean().dataSync()[0] ?? NaN
    })

  // The mean of 200 queries scatters by 0.007 with a scale and by 0.01 without.
  test('softmax’s Jacobian without a scale falls from 0.32 to 0.05 for d_k 4 to 1024, with it it stays near 0.30', () => {
    expect(softmaxJacobian(4, 1)).toBeGreaterThan(0.29)
    expect(softmaxJacobian(4, 1)).toBeLessThan(0.36)
    expect(softmaxJacobian(1024, 1)).toBeGreaterThan(0.02)
    expect(softmaxJacobian(1024, 1)).toBeLessThan(0.1)
    for (const d of [4, 64, 1024]) expect(Math.abs(softmaxJacobian(d, 1 / Math.sqrt(d)) - 0.3)).toBeLessThan(0.03)
    // All weights alike: √15/16.
    expect(softmaxJacobian(1024, 1 / 1024)).toBeCloseTo(Math.sqrt(15) / 16, 3)
  })

  /** Median and 95 % mark of ‖∂⟨u, o⟩/∂q‖, with ⟨u, V_j⟩ drawn from N(0, 1). */
  const marks = (scale: number) =>
    tf.tidy(() => {
      const [count, d] = [400, 256]
      const { q, K } = drawScores(count, d, 41)
      const gains = gauss([count, KEYS, 1], 43)
      const loss = (query: tf.Tensor) => {
        const scores = tf.matMul(query.as3D(count, 1, d), K, false, true).mul(scale)
        return tf.matMul(tf.softmax(scores), gains).sum()
      }
      const norms = tf.grad(loss)(q).norm('euclidean', -1).dataSync().toSorted()
      return { median: norms[count / 2] ?? NaN, high: norms[0.95 * count] ?? NaN }
    })

  // The median of 400 scatters by 3 % with the root and with 1/d_k; without a scale by a third.
  test('d_k = 256: median 0.27 and 95 % mark 0.48 with the root, 0.05 and 7.5 without, 0.0147 and 0.0196 with 1/d_k', () => {
    const [root, one, inverse] = [1 / 16, 1, 1 / 256].map(marks)
    expect(root?.median).toBeCloseTo(0.27, 1)
    expect(Math.abs((root?.high ?? NaN) - 0.48)).toBeLessThan(0.08)
    expect(one?.median).toBeLessThan(0.15)
    expect(one?.high).toBeGreaterThan(5.5)
    expect(one?.high).toBeLessThan(9.5)
    expect(Math.abs((inverse?.median ?? NaN) / 0.0147 - 1)).toBeLessThan(0.1)
    expect(Math.abs((inverse?.high ?? NaN) / 0.0196 - 1)).toBeLessThan(0.1)
  })
})
