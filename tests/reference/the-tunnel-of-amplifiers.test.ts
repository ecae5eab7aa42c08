/** Numbers of the lesson on the tunnel of amplifiers: the run of its opening, the ends of float32, and what scale moves. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { gauss, globalNorm, probeDeltas } from '../../grader/kit/index.ts'

const [n, B] = [32, 16]

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('sixteen examples learned by heart, sigmoid layers of 32 units, weights of variance 1/n, step 0.1', () => {
  test('two layers come to 2.21 after 50 steps and to 0.017 after 200, three to 13.19 and 1.543', () => {
    expect(train(2).losses.map((loss) => loss.toPrecision(4))).toEqual(['30.99', '2.212', '0.01680'])
    expect(train(3).losses.map((loss) => loss.toPrecision(4))).toEqual(['33.08', '13.19', '1.543'])
  })

  test('thirty stop at the mean of the targets, their first fourteen layers bit for bit as they were', () => {
    const { losses, changed, smallestGradient, constant } = train(30)
    expect(constant).toBeCloseTo(21.582, 3)
    expect(losses[0]).toBeCloseTo(28.99, 2)
    expect(losses[1]).toBeCloseTo(constant, 2)
    expect(losses[2]).toBeCloseTo(constant, 3)
    expect(changed.slice(0, 14)).toEqual(Array.from({ length: 14 }, () => 0))
    expect(changed[18]).toBeGreaterThan(200)
    expect(changed[18]).toBeLessThan(350)
    expect(changed.slice(23)).toEqual(Array.from({ length: 7 }, () => n * n))
    expect(smallestGradient).toBeGreaterThan(0)
  })

  test('there δ_1 has the length 1e-18, δ_30 the length 2.5', () => {
    const deltas = probeDeltas(
      Array.from({ length: 30 }, () => [B, n]),
      (probes) => lossOf(firstWeights(30), probes),
    ).map((delta) => globalNorm([delta]))
    expect(deltas[0]).toBeGreaterThan(0.9e-18)
    expect(deltas[0]).toBeLessThan(1.1e-18)
    expect(deltas[29]).toBeCloseTo(2.5, 1)
  })
})

test('a weight of 0.18 has its float32 neighbours at 1.5e-8; less than half of that changes nothing', () => {
  const weight = Math.fround(0.18)
  const spacing = 2 ** -26
  expect(spacing).toBeCloseTo(1.49e-8, 10)
  expect(Math.fround(weight + 0.49 * spacing)).toBe(weight)
  expect(Math.fround(weight + 0.51 * spacing)).not.toBe(weight)
})

test('a row of amplifiers: 1.1^49 = 106.7; 1.1 leaves float32 after 931, 2 after 128', () => {
  expect(1.1 ** 49).toBeCloseTo(106.7, 1)
  expect([1.1, 2].map(amplifiersToInfinity)).toEqual([931, 128])
  expect(0.9 ** 50).toBeCloseTo(0.00515, 5)
  expect(1.05 ** 50).toBeCloseTo(11.47, 2)
  expect(3 ** (1 / 30)).toBeCloseTo(1.0373, 4)
  expect(3 ** (1 / 100)).toBeCloseTo(1.011, 3)
})

test('two equal rows with opposite upstream rows leave the first weights no gradient', () => {
  const row = gauss([1, 4], 1)
  const u = gauss([1, 4], 2)
  const loss = (W: tf.Tensor) => tf.matMul(row.concat(row), W).mul(u.concat(u.neg())).sum()
  expect(globalNorm([tf.grad(loss)(gauss([4, 4], 3))])).toBe(0)
})

function amplifiersToInfinity(alpha: number): number {
  const factor = Math.fround(alpha)
  let passed = 0
  for (let value = 1; Number.isFinite(value); passed++) value = Math.fround(value * factor)
  return passed
}

function firstWeights(layers: number): tf.Tensor[] {
  return Array.from({ length: layers }, (_, l) => gauss([n, n], 101 + l).mul(Math.sqrt(1 / n)))
}

/** The sum of all squared errors. */
function lossOf(weights: readonly tf.Tensor[], probes?: readonly tf.Tensor[]): tf.Scalar {
  let h: tf.Tensor = gauss([B, n], 1)
  weights.forEach((W, i) => {
    h = tf.sigmoid(tf.matMul(h, W).add(probes?.[i] ?? 0))
  })
  return h.sub(targets()).square().sum().asScalar()
}

const targets = () => tf.sigmoid(gauss([B, n], 2))

function train(layers: number) {
  let weights = firstWeights(layers)
  const before = weights.map((W) => W.dataSync().slice())
  const lossNow = () => tf.tidy(() => lossOf(weights).dataSync()[0] ?? NaN)
  const losses = [lossNow()]
  let smallestGradient = Infinity
  for (let step = 1; step <= 200; step++) {
    const gradients = tf.grads((...Ws: tf.Tensor[]) => lossOf(Ws))(weights)
    for (const value of gradients[0]?.dataSync() ?? []) smallestGradient = Math.min(smallestGradient, Math.abs(value))
    const next = weights.map((W, l) => tf.tidy(() => W.sub((gradients[l] ?? tf.scalar(NaN)).mul(0.1))))
    tf.dispose([...gradients, ...weights])
    weights = next
    if (step === 50 || step === 200) losses.push(lossNow())
  }
  const changed = weights.map((W, l) => W.dataSync().filter((value, i) => value !== before[l]?.[i]).length)
  const constant = tf.tidy(() => targets().sub(targets().mean(0, true)).square().sum().dataSync()[0] ?? NaN)
  return { losses, changed, smallestGradient, constant }
}
