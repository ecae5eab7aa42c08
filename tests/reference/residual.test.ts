/**
 * Numbers on residual networks and on maps that keep volume, from the literature and from this course, each
 * reproduced with the kit's own draws. A block is h + α·relu(hW)V with n·Var W = 2 and n·Var V = 1, as in the exercises.
 */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { eigenvalues } from '../../grader/experiments/eigenvalues.ts'
import { singularValues } from '../../grader/experiments/singular-values.ts'
import { gauss, normals } from '../../grader/kit/kit.ts'

beforeAll(() => tf.setBackend('cpu'))

const WIDTH = 64
const BATCH = 16

/** E‖h_l‖²/‖h_0‖² after 0 … depth blocks, one run for each seed. */
function growth(request: { depth: number; alpha: number; normalise?: boolean; seed: number }): number[] {
  const { depth, alpha, normalise = false, seed } = request
  return tf.tidy(() => {
    const square = (h: tf.Tensor) => h.square().sum().dataSync()[0] ?? NaN
    let h: tf.Tensor = gauss([BATCH, WIDTH], seed)
    const start = square(h)
    const result = [1]
    for (let l = 1; l <= depth; l++) {
      const w = gauss([WIDTH, WIDTH], seed + 2 * l).mul(Math.sqrt(2 / WIDTH))
      const v = gauss([WIDTH, WIDTH], seed + 2 * l + 1).mul(Math.sqrt(1 / WIDTH))
      const input = normalise ? standardise(h) : h
      h = h.add(
        tf.matMul(tf.relu(tf.matMul(input.as2D(BATCH, WIDTH), w.as2D(WIDTH, WIDTH))), v.as2D(WIDTH, WIDTH)).mul(alpha),
      )
      result.push(square(h) / start)
    }
    return result
  })
}

/** Batch normalisation without γ and β: each unit gets mean 0 and variance 1 over the batch. */
function standardise(h: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(h, 0)
  return h.sub(mean).div(variance.sqrt())
}

const seeds = Array.from({ length: 12 }, (_, k) => 1000 * (k + 1))
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

describe('growth of residual networks', () => {
  // One run scatters by 9 % (the mean of sixty is 2.586 and 2.644), the mean of twelve by 2.5 %.
  test.each([
    [10, 2.594],
    [20, 2.653],
  ])('branches of 1/√L, L = %s: (1 + 1/L)^L = %s', (depth, expected) => {
    expect((1 + 1 / depth) ** depth).toBeCloseTo(expected, 3)
    const measured = mean(seeds.map((seed) => growth({ depth, alpha: 1 / Math.sqrt(depth), seed })[depth] ?? NaN))
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.1)
  })

  // One run scatters by 1.1 bits. The mean of a logarithm lies a little below the logarithm of the mean.
  test('Fixup 2019: without scaling the variance doubles in each block, log₂ growth near 20 at L = 20', () => {
    const bits = seeds.map((seed) => Math.log2(growth({ depth: 20, alpha: 1, seed })[20] ?? NaN))
    expect(mean(bits)).toBeGreaterThan(18.8)
    expect(mean(bits)).toBeLessThan(20.6)
  })

  // One run scatters by 11 %, 7 % and 8 %.
  test('De & Smith 2020: with a normalised branch E x² is ℓ + 1 after ℓ blocks', () => {
    const runs = seeds.map((seed) => growth({ depth: 20, alpha: 1, normalise: true, seed }))
    for (const block of [5, 10, 20]) {
      const measured = mean(runs.map((run) => run[block] ?? NaN))
      expect(Math.abs(measured / (block + 1) - 1)).toBeLessThan(0.1)
    }
  })
})

const matrix = (n: number, next: () => number) =>
  Array.from({ length: n }, () => Array.from({ length: n }, () => next()))
const plusIdentity = (a: number[][]) => a.map((row, i) => row.map((value, j) => (i === j ? value + 1 : value)))
const multiply = (a: number[][], b: number[][]) =>
  a.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? NaN), 0)))

describe('Jacobians near the identity', () => {
  test('eigenvalues of I + J are those of J and one, singular values are not', () => {
    const j = matrix(16, normals(3))
    const [before, after] = [eigenvalues(j), eigenvalues(plusIdentity(j))]
    after.forEach(({ re, im }, i) => {
      expect(re).toBeCloseTo((before[i]?.re ?? NaN) + 1, 8)
      expect(im).toBeCloseTo(before[i]?.im ?? NaN, 8)
    })
    const moved = singularValues(plusIdentity(j)).map((value, i) => value - (singularValues(j)[i] ?? NaN))
    // Measured: −0.25 to 0.28.
    for (const one of moved) expect(Math.abs(one)).toBeLessThan(0.5)
  })

  test('L = 50 branches of norm 0.05: bounds 0.0769 and 11.47, measured 0.78 to 1.28; without the skip 1e-78', () => {
    const [low, high] = [0.95 ** 50, 1.05 ** 50]
    expect([low, high]).toEqual([expect.closeTo(0.0769, 4), expect.closeTo(11.467, 3)])
    const next = normals(1)
    let product: number[][] | undefined
    let plain: number[][] | undefined
    for (let l = 0; l < 50; l++) {
      const drawn = matrix(16, next)
      const norm = singularValues(drawn)[0] ?? NaN
      const branch = drawn.map((row) => row.map((value) => (0.05 * value) / norm))
      product = product === undefined ? plusIdentity(branch) : multiply(plusIdentity(branch), product)
      plain = plain === undefined ? branch : multiply(branch, plain)
    }
    const [most = NaN, least = NaN] = [singularValues(product ?? [])[0], singularValues(product ?? []).at(-1)]
    expect(most).toBeGreaterThan(1.15)
    expect(most).toBeLessThan(1.35)
    expect(least).toBeGreaterThan(0.72)
    expect(least).toBeLessThan(0.85)
    const gone = Math.log10(singularValues(plain ?? [])[0] ?? NaN)
    expect(gone).toBeGreaterThan(-80)
    expect(gone).toBeLessThan(-75)
  })
})

describe('volume kept, lengths not', () => {
  const cat = [
    [2, 1],
    [1, 1],
  ]
  test.each([
    [8, 2207.0],
    [10, 15_127],
  ])('the cat map, %s times: φ^2K = %s, determinant 1', (count, expected) => {
    let product = cat
    for (let k = 1; k < count; k++) product = multiply(cat, product)
    const [most = NaN, least = NaN] = singularValues(product)
    expect(most).toBeCloseTo(expected, 2)
    expect(most * least).toBeCloseTo(1, 6)
    expect(Math.log(most) / count).toBeCloseTo(0.9624, 4)
  })
})
