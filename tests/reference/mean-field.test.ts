import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it, test } from 'vitest'

import { leakyChainGradients, tanhChainGradients } from '../../grader/experiments/index.ts'
import { gaussianMean } from '../../grader/judge/index.ts'
import { gauss } from '../../grader/kit/kit.ts'

interface MeanField {
  qStar(sw2: number, sb2: number): number
  chi1(sw2: number, sb2: number): number
  depthScale(sw2: number, sb2: number): number
  criticalSw2(sb2: number): number
}

const solution = await loadSolution()

beforeAll(() => tf.setBackend('cpu'))

describe('Poole 2016, Schoenholz 2017: tanh at σ_b² = 0.05', () => {
  it.each([
    [1, 0.19359, 0.75903, 3.627],
    [1.5, 0.41804, 0.93864, 15.791],
    [2.5, 1.06396, 1.13352, 7.979],
    [4, 2.19549, 1.3424, 3.396],
  ])('σ_w² = %d: q* = %d, χ₁ = %d, ξ = %d', (sw2, q, chi, scale) => {
    expect(solution.qStar(sw2, 0.05)).toBeCloseTo(q, 5)
    expect(solution.chi1(sw2, 0.05)).toBeCloseTo(chi, 5)
    expect(solution.depthScale(sw2, 0.05)).toBeCloseTo(scale, 3)
  })

  it.each([
    [0.01, 1.42421],
    [0.05, 1.76095],
    [0.09, 1.94765],
    [0.25, 2.40149],
    [1, 3.44321],
  ])('the critical line passes σ_b² = %d at σ_w² = %d', (sb2, sw2) => {
    expect(solution.criticalSw2(sb2)).toBeCloseTo(sw2, 5)
  })

  test("the model solution's means are the judge's: both fixed points satisfy the judge's equation", () => {
    for (const sw2 of [1, 2.5]) {
      const q = solution.qStar(sw2, 0.05)
      expect(sw2 * gaussianMean((z) => Math.tanh(Math.sqrt(q) * z) ** 2) + 0.05).toBeCloseTo(q, 8)
    }
  })

  // n = 128, twenty layers, the first four left out, eight draws: one draw scatters by 0.03, the mean by 0.01.
  it.each([
    [1, -0.276],
    [2.5, 0.125],
  ])('a network with σ_w² = %d changes ln‖δ‖² by %d a layer', (sw2, expected) => {
    const [n, depth] = [128, 20]
    const slopes = Array.from({ length: 8 }, (_, k) =>
      tf.tidy(() => {
        const weights = Array.from({ length: depth }, (_, l) => scaled(gauss([n, n], 1000 * k + l), sw2 / n))
        const biases = Array.from({ length: depth }, (_, l) =>
          tf.mul(gauss([n], 1000 * k + 500 + l), Math.sqrt(0.05)).as1D(),
        )
        const x = gauss([8, n], 1000 * k + 900)
        const upstream = gauss([8, n], 1000 * k + 901)
        const { deltas } = tanhChainGradients({ x, weights, biases, upstream })
        return (2 * Math.log((deltas[4] ?? NaN) / (deltas[depth - 1] ?? NaN))) / (depth - 5)
      }),
    )
    expect(Math.abs(mean(slopes) - expected)).toBeLessThan(0.03)
  })
})

test('ReLU mean field: χ = σ_w²/2, so that twelve draws put the critical σ_w² at 2.01 ± 0.04', () => {
  // n = 64, fifteen layers: the slope of one draw scatters by 0.037, the mean of twelve by 0.011.
  const [n, depth] = [64, 15]
  const slopes = Array.from({ length: 12 }, (_, k) =>
    tf.tidy(() => {
      const weights = Array.from({ length: depth }, (_, l) => scaled(gauss([n, n], 1000 * k + l + 1), 2 / n))
      const x = gauss([8, n], 7000 + k)
      const upstream = gauss([8, n], 9000 + k)
      const { deltas } = leakyChainGradients({ x, weights, slope: 0, upstream })
      return (2 * Math.log((deltas[0] ?? NaN) / (deltas[depth - 1] ?? NaN))) / (depth - 1)
    }),
  )
  expect(Math.abs(2 * Math.exp(-mean(slopes)) - 2.01)).toBeLessThan(0.08)
})

describe('Cho & Saul 2009: the cosine between two inputs after wide ReLU layers', () => {
  const cosines = [0.3183, 0.4937, 0.6048, 0.681]

  test('from 0 it is 0.3183, 0.4937, 0.6048, 0.6810 by the arc-cosine kernel', () => {
    let cosine = 0
    for (const expected of cosines) {
      cosine = (Math.sqrt(1 - cosine ** 2) + cosine * (Math.PI - Math.acos(cosine))) / Math.PI
      expect(cosine).toBeCloseTo(expected, 4)
    }
  })

  test('and so it is in networks of 400 units', () => {
    const [n, draws] = [400, 8]
    const measured = Array.from({ length: draws }, (_, k) =>
      tf.tidy(() => {
        // Two inputs at a right angle: each lives on its own half of the units.
        let h: tf.Tensor = tf.mul(gauss([2, n], 50 + k), tf.concat([halves(n), tf.sub(1, halves(n))]))
        return cosines.map((_, l) => {
          h = tf.relu(tf.matMul(h, scaled(gauss([n, n], 100 * k + l), 2 / n)))
          return cosineOfRows(h)
        })
      }),
    )
    // One draw scatters by 0.03 to 0.05, the mean of eight by 0.02.
    cosines.forEach((expected, l) => {
      expect(Math.abs(mean(measured.map((one) => one[l] ?? NaN)) - expected)).toBeLessThan(0.06)
    })
  })
})

const scaled = (matrix: tf.Tensor2D, variance: number): tf.Tensor2D =>
  tf.mul(matrix, Math.sqrt(variance)).as2D(matrix.shape[0], matrix.shape[1])

const halves = (n: number): tf.Tensor2D => tf.concat([tf.ones([1, n / 2]), tf.zeros([1, n / 2])], 1).as2D(1, n)

function cosineOfRows(rows: tf.Tensor): number {
  const [aa = NaN, ab = NaN, , bb = NaN] = tf.matMul(rows, rows, false, true).dataSync()
  return ab / Math.sqrt(aa * bb)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Exercises are read as files, never imported: this one as a module of its own, as in the cage. */
async function loadSolution(): Promise<MeanField> {
  const source = readFileSync(new URL('../../exercises/tanh-edge-of-chaos/solution.ts', import.meta.url), 'utf8')
  // The text is ours, and what it exports is what the type says: the exercise's own checks prove it.
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(source))}`)
}
