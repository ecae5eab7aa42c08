import { array, defineExperiment, fn, number, tensor } from 'grader/experiments'
import type { SectionContext, Tensor2D } from 'grader/experiments'

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
  /** Its matrices Z are larger than standard normal ones: by how much in the first layer and in the last, only a measurement knows. */
  firstFactor: number
  lastFactor: number
  /** Of the table of critical values. */
  otherSlope: number
}

interface Learner {
  criticalSigmaW2(negSlope: number): number
  measureSlope(sw2: number, Zs: Tensor2D[], x: Tensor2D, up: Tensor2D, negSlope: number): number
}

type Context = SectionContext<Draw, Learner>

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
    firstFactor: rng.uniform(1.8, 2.2),
    lastFactor: rng.uniform(1.1, 1.4),
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
    // Narrower, and its matrices are not standard normal.
    leaky: (context) => {
      const { seed, depth, leakyWidth: n, leakySlope, leakyLow, leakyHigh } = context.draw
      const network = makeNetwork(context, { depth, width: n, batch: BATCH, seed: seed + 100 })
      const sw2 = [leakyLow, leakyHigh]
      const measure = (slope: number) =>
        sw2.map((one) => context.learner.measureSlope(one, network.Zs, network.x, network.up, slope))
      // The same network with the slope 0 shows whether the slope enters at all.
      return { sw2, growth: measure(leakySlope), atZero: measure(0) }
    },
    // Few units, layers and rows: what a wide network averages away is large here.
    small: (context) => {
      const { draw, kit, learner } = context
      const uniform = kit.uniforms(draw.seed + 200)
      const all = SMALL.map((one, i) => ({
        ...one,
        network: makeNetwork(context, { ...one, seed: draw.seed + 300 + 50 * i }),
        sw2: 0.25 * 16 ** uniform(),
      }))
      return {
        sw2: all.map(({ sw2 }) => sw2),
        growth: all.map(({ sw2, slope, network: { Zs, x, up } }) => learner.measureSlope(sw2, Zs, x, up, slope)),
      }
    },
  },
})

interface Size {
  depth: number
  width: number
  batch: number
}

/** From the fewest layers and rows on; never as many rows as units. No ReLU: all units of a small network may be dead. */
const SMALL: Array<Size & { slope: number }> = [
  { depth: 2, width: 5, batch: 1, slope: 0.5 },
  { depth: 2, width: 4, batch: 3, slope: 0.25 },
  { depth: 3, width: 6, batch: 2, slope: 1 },
  { depth: 3, width: 4, batch: 6, slope: 0.3 },
  { depth: 5, width: 8, batch: 4, slope: 0.7 },
  { depth: 9, width: 7, batch: 5, slope: 0.4 },
]

/** Layer by layer Z grows or shrinks from one size to another. */
function makeNetwork({ draw, kit, tf }: Context, { depth, width, batch, seed }: Size & { seed: number }) {
  const { firstFactor, lastFactor } = draw
  const Zs = Array.from({ length: depth }, (_, l) => {
    const factor = firstFactor + ((lastFactor - firstFactor) * l) / (depth - 1)
    return tf.mul(kit.gauss([width, width], seed + 1 + l), factor).as2D(width, width)
  })
  return { Zs, x: kit.gauss([batch, width], seed), up: kit.gauss([batch, width], seed + 1 + depth) }
}
