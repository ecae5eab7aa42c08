import { defineExperiment, fn, leakyChainGradients, norm, number } from 'grader/experiments'
import type { SectionContext } from 'grader/experiments'

const DEPTH = 30
const BATCH = 16

interface Draw {
  seed: number
  /** Widths in turn, so that no layer is square: narrow → wide → narrow → … */
  narrow: number
  wide: number
  /** Of the leaky network. */
  slope: number
  /** Of the table of values. */
  fanIn: number
  large: number
  otherSlope: number
}

interface Learner {
  initStd(fanIn: number, negSlope: number): number
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: { initStd: fn({ fanIn: number(), negSlope: number() }, number()) },

  draw: (rng) => ({
    seed: rng.seed(),
    narrow: rng.integer(24, 40),
    wide: rng.integer(48, 64),
    slope: rng.uniform(0.3, 0.5),
    fanIn: rng.integer(100, 400),
    large: rng.integer(1000, 4000),
    otherSlope: rng.uniform(0.5, 0.9),
  }),

  sections: {
    relu: (context) => network(context, 0),
    leaky: (context) => network(context, context.draw.slope),
    // Both ranges to their ends, every width with every slope. A drawn slope comes first: what is remembered from a call
    // with another slope does not look as if the slope were 0 or 1.
    table: ({ learner, draw }) => {
      const fanIns = [draw.fanIn, 1, 2, 3, draw.narrow, draw.wide, draw.large, 10_000]
      const slopes = [draw.otherSlope, 1, draw.slope, 0.1, 0.05, 0.02, 0]
      return { fanIns, slopes, std: fanIns.map((fanIn) => slopes.map((slope) => learner.initStd(fanIn, slope))) }
    },
  },
})

/** The weights are the same standard normal draws for everyone, scaled by the standard deviation that was returned. */
function network({ learner, draw, kit, tf }: Context, slope: number) {
  const widths = Array.from({ length: DEPTH + 1 }, (_, l) => (l % 2 === 0 ? draw.narrow : draw.wide))
  const narrow = learner.initStd(draw.narrow, slope)
  const wide = learner.initStd(draw.wide, slope)
  const weights = widths.slice(1).map((fanOut, l) => {
    const fanIn = widths[l] ?? NaN
    return tf.mul(kit.gauss([fanIn, fanOut], draw.seed + 1 + l), l % 2 === 0 ? narrow : wide).as2D(fanIn, fanOut)
  })
  const x = kit.gauss([BATCH, draw.narrow], draw.seed)
  // δ_L = u: of length 1, so that every profile ends there.
  const u = kit.gauss([BATCH, draw.narrow], draw.seed + 1 + DEPTH)
  const upstream = tf.div(u, norm(u)).as2D(BATCH, draw.narrow)
  const { deltas, input } = leakyChainGradients({ x, weights, slope, upstream })
  return { deltas, input, std: [narrow, wide] }
}
