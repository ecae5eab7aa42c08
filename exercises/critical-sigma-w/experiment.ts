import { array, defineExperiment, fn, number, tensor } from 'grader/experiments'
import type { Tensor2D } from 'grader/experiments'

const BATCH = 8

interface Draw {
  seed: number
  depth: number
  /** Of the ReLU network. */
  width: number
  low: number
  middle: number
  high: number
  /** Of the leaky network, which is narrower. */
  leakyWidth: number
  leakySlope: number
  leakyLow: number
  leakyHigh: number
  /** Its matrices Z are larger than standard normal ones by this factor: only a measurement knows. */
  factor: number
  /** Of the table of critical values. */
  otherSlope: number
}

interface Learner {
  criticalSigmaW2(negSlope: number): number
  measureSlope(sw2: number, Zs: Tensor2D[], x: Tensor2D, up: Tensor2D, negSlope: number): number
}

export default defineExperiment<Draw, Learner>({
  exports: {
    criticalSigmaW2: fn({ negSlope: number() }, number()),
    measureSlope: fn(
      {
        sw2: number(),
        Zs: array(tensor(['n', 'n'])),
        x: tensor(['batch', 'n']),
        up: tensor(['batch', 'n']),
        negSlope: number(),
      },
      number(),
    ),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    depth: rng.integer(12, 16),
    width: rng.integer(48, 64),
    low: rng.uniform(0.7, 1.1),
    middle: rng.uniform(1.8, 2.2),
    high: rng.uniform(3, 4),
    leakyWidth: rng.integer(24, 36),
    leakySlope: rng.uniform(0.5, 0.8),
    leakyLow: rng.uniform(0.25, 0.4),
    leakyHigh: rng.uniform(2.5, 3.5),
    factor: rng.uniform(1.25, 1.5),
    otherSlope: rng.uniform(0.3, 0.9),
  }),

  sections: {
    critical: ({ learner, draw }) => {
      const slopes = [0, 0.1, 0.25, draw.otherSlope, 1]
      return { slopes, values: slopes.map((slope) => learner.criticalSigmaW2(slope)) }
    },
    relu: ({ learner, draw, kit }) => {
      const { seed, depth, width } = draw
      const Zs = Array.from({ length: depth }, (_, l) => kit.gauss([width, width], seed + 1 + l))
      const x = kit.gauss([BATCH, width], seed)
      const up = kit.gauss([BATCH, width], seed + 1 + depth)
      const sw2 = [draw.low, draw.middle, draw.high]
      return { sw2, growth: sw2.map((one) => learner.measureSlope(one, Zs, x, up, 0)) }
    },
    leaky: ({ learner, draw, kit, tf }) => {
      const { seed, depth, leakyWidth: n, factor } = draw
      const Zs = Array.from({ length: depth }, (_, l) => tf.mul(kit.gauss([n, n], seed + 101 + l), factor).as2D(n, n))
      const x = kit.gauss([BATCH, n], seed + 100)
      const up = kit.gauss([BATCH, n], seed + 101 + depth)
      const sw2 = [draw.leakyLow, draw.leakyHigh]
      return { sw2, growth: sw2.map((one) => learner.measureSlope(one, Zs, x, up, draw.leakySlope)) }
    },
  },
})
