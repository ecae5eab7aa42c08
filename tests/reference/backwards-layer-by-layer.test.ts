/** Numbers of the lesson on backpropagation by hand: a wrong order that learns, and the gradient at the logits. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { gauss, globalNorm } from '../../grader/kit/index.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

type Order = 'turns' | 'apart'
interface Activation {
  phi: (z: tf.Tensor) => tf.Tensor
  slope: (z: tf.Tensor) => tf.Tensor
}

const tanh: Activation = { phi: tf.tanh, slope: (z) => tf.sub(1, tf.tanh(z).square()) }
const relu: Activation = { phi: tf.relu, slope: (z) => tf.step(z) }
const linear: Activation = { phi: (z) => z.clone(), slope: (z) => tf.onesLike(z) }

describe('six layers of 16 units learn sixteen examples by heart, weights of variance 2/n', () => {
  test('with tanh and a step of 0.5 the loss falls with the right order and with all weights first', () => {
    expect(train(tanh, 'turns', 0.5)).toEqual(['3.008', '0.121', '0.049', '0.013'])
    expect(train(tanh, 'apart', 0.5)).toEqual(['3.008', '0.185', '0.068', '0.017'])
  })

  test('with ReLU and a step of 0.2 the wrong order stays at 2.600', () => {
    const right = train(relu, 'turns', 0.2)
    expect(right.slice(0, 3)).toEqual(['3.693', '0.226', '0.006'])
    expect(Number(right[3])).toBeLessThan(0.0015)
    expect(train(relu, 'apart', 0.2)).toEqual(['3.693', '1.068', '2.600', '2.600'])
  })

  test('the two tanh gradients have the cosine 0.55 in layer 1 and are equal in layers 5 and 6', () => {
    const compared = compare(tanh, 16)
    expect(compared.map(({ cosine }) => cosine.toFixed(2))).toEqual(['0.55', '0.59', '0.86', '0.82', '1.00', '1.00'])
    expect(compared[0]?.lengths).toBeCloseTo(1.11, 2)
  })

  test('no test with linear units, or with one unit a layer, shows the wrong order; one with two units does', () => {
    const largest = (activation: Activation, width: number) =>
      Math.max(...compare(activation, width).map(({ difference }) => difference))
    expect(largest(linear, 16)).toBeLessThan(1e-5)
    expect(largest(tanh, 1)).toBeLessThan(1e-5)
    expect(largest(tanh, 2)).toBeGreaterThan(0.05)
  })
})

describe('the gradient at ten logits, of which a wrong one is large', () => {
  test('is √2 long with cross-entropy, from a logit of 10 on', () => {
    expect([10, 20, 1000].map((logit) => crossEntropyDelta(logit).toFixed(3))).toEqual(['1.414', '1.414', '1.414'])
  })

  test('has nearly gone with the squared error of the probabilities', () => {
    const right = tf.oneHot(tf.tensor1d([0], 'int32'), 10)
    const loss = (z: tf.Tensor) => tf.softmax(z).sub(right).square().sum()
    expect(globalNorm([tf.grad(loss)(oneLarge(20))])).toBeCloseTo(1.43e-8, 10)
  })
})

test('a loss behind a second softmax of ten classes stays above ln(1 + 9/e) = 1.46', () => {
  const probabilities = tf.oneHot(tf.tensor1d([0], 'int32'), 10).toFloat()
  const loss = -(tf.logSoftmax(probabilities).dataSync()[0] ?? NaN)
  expect(loss).toBeCloseTo(Math.log(1 + 9 / Math.E), 5)
  expect(loss).toBeCloseTo(1.46, 2)
})

test('e^88 fits into float32 and e^89 does not', () => {
  expect(Math.fround(Math.exp(88))).toBeLessThan(Infinity)
  expect(Math.fround(Math.exp(89))).toBe(Infinity)
})

test('√2 and thirty amplifiers of 1.1 make 24.7', () => {
  expect(Math.SQRT2 * 1.1 ** 30).toBeCloseTo(24.68, 2)
})

const oneLarge = (logit: number) => tf.tensor2d([[0, logit, 0, 0, 0, 0, 0, 0, 0, 0]])

function crossEntropyDelta(logit: number): number {
  return globalNorm([tf.softmax(oneLarge(logit)).sub(tf.oneHot(tf.tensor1d([0], 'int32'), 10))])
}

const firstWeights = (width: number) =>
  Array.from({ length: 6 }, (_, l) => gauss([width, width], 101 + l).mul(Math.sqrt(2 / width)))

/** Mean cross-entropy of as many examples as units, each a class of its own, and the gradients of the weights. */
function pass(weights: readonly tf.Tensor[], { phi, slope }: Activation, order: Order) {
  const width = weights[0]?.shape[0] ?? 0
  const read: tf.Tensor[] = [gauss([width, width], 1)]
  const zs = weights.map((W) => {
    const z = tf.matMul(read.at(-1) ?? W, W)
    read.push(phi(z))
    return z
  })
  const logits = zs.at(-1) ?? tf.scalar(NaN)
  const loss = tf.logSoftmax(logits).mul(tf.eye(width)).sum().neg().div(width).dataSync()[0] ?? NaN
  const first = tf.softmax(logits).sub(tf.eye(width)).div(width)
  const gradients = weights.map((_, l) => {
    const matrices = weights.slice(l + 1).toReversed()
    const slopes = zs.slice(l, -1).toReversed().map(slope)
    const delta = order === 'turns' ? inTurns(first, matrices, slopes) : apart(first, matrices, slopes)
    return tf.matMul(read[l] ?? delta, delta, true)
  })
  return { loss, gradients }
}

const inTurns = (delta: tf.Tensor, matrices: tf.Tensor[], slopes: tf.Tensor[]) =>
  matrices.reduce((row, W, k) => tf.matMul(row, W, false, true).mul(slopes[k] ?? NaN), delta)

const apart = (delta: tf.Tensor, matrices: tf.Tensor[], slopes: tf.Tensor[]) =>
  slopes.reduce(
    (row, slope) => row.mul(slope),
    matrices.reduce((row, W) => tf.matMul(row, W, false, true), delta),
  )

function train(activation: Activation, order: Order, eta: number): string[] {
  return tf.tidy(() => {
    let weights: tf.Tensor[] = firstWeights(16)
    const losses: string[] = []
    for (let step = 0; step <= 300; step++) {
      const next = tf.tidy(() => {
        const { loss, gradients } = pass(weights, activation, order)
        if ([0, 50, 100, 300].includes(step)) losses.push(loss.toFixed(3))
        return weights.map((W, l) => W.sub((gradients[l] ?? tf.scalar(NaN)).mul(eta)))
      })
      tf.dispose(weights)
      weights = next
    }
    return losses
  })
}

/** The weight gradients of both orders at the start, layer by layer. */
function compare(activation: Activation, width: number) {
  const weights = firstWeights(width)
  const [right, wrong] = (['turns', 'apart'] as const).map((order) => pass(weights, activation, order).gradients)
  return (right ?? []).map((gradient, l) => {
    const other = wrong?.[l] ?? gradient
    const [own, others] = [globalNorm([gradient]), globalNorm([other])]
    return {
      cosine: (gradient.mul(other).sum().dataSync()[0] ?? NaN) / (own * others),
      lengths: others / own,
      difference: globalNorm([tf.sub(gradient, other)]) / Math.max(own, 1e-30),
    }
  })
}
