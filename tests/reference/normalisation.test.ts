/**
 * Numbers on normalisation, from the literature and from this course, each reproduced with the kit's own draws.
 * A layer is relu(BN(hW)), without γ and β, with normal W.
 */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { gauss, globalNorm, normals, probeDeltas } from '../../grader/kit/kit.ts'

beforeAll(() => tf.setBackend('cpu'))

const EPSILON = 1e-5

/** Each unit gets mean 0 and variance 1 over the batch. */
function normalise(z: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(z, 0)
  return z.sub(mean).div(variance.add(EPSILON).sqrt())
}

describe('plain networks with batch normalisation', () => {
  /** By what one layer multiplies the squared gradient on its way down, on average over the layers 18 … 4 of 20. */
  function growthPerLayer(seed: number, { batch, width }: { batch: number; width: number }): number {
    return tf.tidy(() => {
      const [depth, high, low] = [20, 18, 3]
      const upstream = gauss([batch, width], seed + 1)
      const deltas = probeDeltas(
        Array.from({ length: depth }, () => [batch, width]),
        (probes) => {
          let h: tf.Tensor = gauss([batch, width], seed)
          probes.forEach((probe, l) => {
            h = normalise(tf.matMul(h, gauss([width, width], seed + 10 + l)).add(probe)).relu()
          })
          return h.mul(upstream).sum().asScalar()
        },
      )
      const square = (l: number) => globalNorm(deltas.slice(l, l + 1)) ** 2
      return (square(low) / square(high)) ** (1 / (high - low))
    })
  }

  // In a large batch the units of a layer are independent N(0, 1) before ReLU, so that after it the second moment is ½, the
  // mean 1/√(2π), and only ½ − 1/(2π) of it varies over the batch. BN divides by that, where He's weights would need ½: the
  // squared gradient gains ½/(½ − 1/(2π)). One draw scatters by 0.012.
  test(
    'Yang 2019: the squared gradient grows by π/(π − 1) = 1.467 a layer, measured at B = 128',
    { timeout: 20_000 },
    () => {
      const expected = Math.PI / (Math.PI - 1)
      expect(expected).toBeCloseTo(1.467, 3)
      const measured = [1000, 2000, 3000].map((seed) => growthPerLayer(seed, { batch: 128, width: 64 }))
      const mean = measured.reduce((sum, one) => sum + one, 0) / measured.length
      expect(Math.abs(mean - expected)).toBeLessThan(0.03)
    },
  )

  // A positive β lets fewer units be cut off: the network becomes nearly linear, and the growth goes. Five draws, fifty layers.
  test.each([
    { beta: 2, low: 2.4, high: 2.9 },
    { beta: 3, low: 1.2, high: 1.3 },
  ])(
    'with β = $beta, fifty layers multiply the gradient by $low to $high',
    { timeout: 60_000 },
    ({ beta, low, high }) => {
      const [depth, width, batch] = [50, 64, 128]
      const growth = [0, 1000, 2000, 3000, 4000].map((seed) =>
        tf.tidy(() => {
          const [x, upstream] = [gauss([batch, width], seed + 1), gauss([batch, width], seed + 2)]
          const Ws = Array.from({ length: depth }, (_, l) =>
            gauss([width, width], seed + 10 + l).mul(Math.sqrt(2 / width)),
          )
          const loss = (input: tf.Tensor) =>
            Ws.reduce((h, W) => normalise(tf.matMul(h, W)).add(beta).relu(), input)
              .mul(upstream)
              .sum()
          return globalNorm([tf.grad(loss)(x)]) / globalNorm([upstream])
        }),
      )
      expect(Math.min(...growth)).toBeCloseTo(low, 1)
      expect(Math.max(...growth)).toBeCloseTo(high, 1)
    },
  )
})

describe('weights before a normalisation', () => {
  test('BN(cx) = BN(x), and the gradient of the weights is 1/c of what it was, at a right angle to them', () => {
    const [x, upstream, W] = [gauss([32, 16], 1), gauss([32, 16], 2), gauss([16, 16], 3)]
    const output = (w: tf.Tensor) => normalise(tf.matMul(x, w)).relu()
    const gradient = tf.grad((w: tf.Tensor) => output(w).mul(upstream).sum())
    const once = globalNorm([gradient(W)])
    for (const c of [0.5, 4]) {
      const scaled = W.mul(c)
      expect(globalNorm([output(scaled).sub(output(W))])).toBeLessThan(1e-4)
      expect((c * globalNorm([gradient(scaled)])) / once).toBeCloseTo(1, 4)
      const along = gradient(scaled).mul(scaled).sum().dataSync()[0] ?? NaN
      expect(Math.abs(along) / (globalNorm([gradient(scaled)]) * globalNorm([scaled]))).toBeLessThan(1e-4)
    }
  })
})

describe('two standardised features', () => {
  // Of drawn features, with the correlation that they happen to have.
  test.each([1, 2, 3])('κ of ZᵀZ/N is (1 + |r|)/(1 − |r|), draw %s', (seed) => {
    const next = normals(seed)
    const rows = Array.from({ length: 50 }, () => {
      const [a, b] = [next(), next()]
      return [3 + a, 100 * (0.7 * a + b) - 50]
    })
    const standardised = [0, 1].map((j) => {
      const column = rows.map((row) => row[j] ?? NaN)
      const mean = column.reduce((sum, one) => sum + one, 0) / column.length
      const deviation = Math.sqrt(column.reduce((sum, one) => sum + (one - mean) ** 2, 0) / column.length)
      return column.map((one) => (one - mean) / deviation)
    })
    const product = (i: number, j: number) =>
      (standardised[i] ?? []).reduce((sum, one, k) => sum + one * (standardised[j]?.[k] ?? NaN), 0) / rows.length
    const [aa, r, bb] = [product(0, 0), product(0, 1), product(1, 1)]
    const root = Math.hypot((aa - bb) / 2, r)
    const kappa = ((aa + bb) / 2 + root) / ((aa + bb) / 2 - root)
    expect(kappa).toBeCloseTo((1 + Math.abs(r)) / (1 - Math.abs(r)), 9)
  })
})
