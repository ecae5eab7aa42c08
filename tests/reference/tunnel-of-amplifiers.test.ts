/** What the first lesson of the course says of its network: thirty sigmoid layers of 32 units, trained by plain SGD. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { gauss } from '../../grader/kit/index.ts'

const [DEPTH, WIDTH, BATCH, STEPS] = [30, 32, 16, 200]
const LEARNING_RATE = 1

interface Run {
  /** By step. */
  losses: number[]
  /** How many of the 1,024 weights of each layer differ from their first value, input side first. */
  changed: number[]
}

describe('two hundred steps on sixteen examples', () => {
  let run: Run
  beforeAll(async () => {
    await tf.setBackend('cpu')
    run = train()
  }, 120_000)

  test.each([
    [0, 0.584],
    [50, 0.376],
    [100, 0.364],
    [200, 0.36],
  ])('the loss at step %d is %d', (step, loss) => expect(run.losses[step]).toBeCloseTo(loss, 3))

  test('in the first fifteen layers no weight has changed in any bit', () =>
    expect(run.changed.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 0)))

  test('in layer 20 a quarter has changed, from layer 25 on every weight', () => {
    expect(run.changed[19]).toBe(255)
    expect(run.changed.slice(24)).toEqual(Array.from({ length: 6 }, () => WIDTH ** 2))
  })
})

function train(): Run {
  return tf.tidy(() => {
    const x = gauss([BATCH, WIDTH], 1)
    const target = tf.tanh(tf.matMul(x, gauss([WIDTH, WIDTH], 2).mul(1 / Math.sqrt(WIDTH))))
    const first = Array.from({ length: DEPTH }, (_, l) => gauss([WIDTH, WIDTH], 100 + l).mul(1 / Math.sqrt(WIDTH)))
    const loss = (...weights: tf.Tensor[]): tf.Scalar => {
      const out = weights.reduce((h, w) => tf.sigmoid(tf.matMul(h, w)), x)
      return out.sub(target).square().mean().asScalar()
    }
    const losses: number[] = []
    let weights: tf.Tensor[] = first
    for (let step = 0; step <= STEPS; step++) {
      const { value, grads } = tf.valueAndGrads(loss)(weights)
      losses.push(value.dataSync()[0] ?? NaN)
      if (step < STEPS) weights = weights.map((w, l) => w.sub((grads[l] ?? tf.scalar(NaN)).mul(LEARNING_RATE)))
    }
    const changed = weights.map((w, l) => {
      const before = first[l]?.dataSync() ?? []
      return w.dataSync().filter((value, i) => value !== before[i]).length
    })
    return { losses, changed }
  })
}
