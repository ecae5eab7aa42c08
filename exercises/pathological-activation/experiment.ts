import { array, defineExperiment, fn, norm, number, record, singularValues, tensor } from 'grader/experiments'
import type { Evidence, SectionContext } from 'grader/experiments'

/** Upstream gradients that come from as many directions. */
const DIRECTIONS = 4
/** Of the typical layers. */
const WIDE = 128
const TYPICAL_DEPTH = 12

interface Draw {
  seed: number
  n: number
  depth: number
  small: number
  /** Of the typical layers. */
  norms: number[]
  slopes: number[]
}

interface Learner {
  buildCounterexample(n: number, L: number, seed: number): { Ws: Evidence[]; slope: number }
  typicalFactor(norm: number, slope: number): number
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    buildCounterexample: fn(
      { n: number(), L: number(), seed: number() },
      record({ Ws: array(tensor(['n', 'n'])), slope: number() }),
    ),
    typicalFactor: fn({ norm: number(), slope: number() }, number()),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    n: rng.integer(8, 16),
    depth: rng.integer(24, 30),
    small: rng.integer(2, 4),
    norms: [rng.uniform(0.5, 0.9), rng.uniform(1.2, 3)],
    slopes: [rng.uniform(1.2, 1.8), rng.uniform(0.4, 0.9)],
  }),

  sections: {
    deep: (context) => measure(context, context.draw.n, context.draw.depth, context.draw.seed),
    narrow: (context) => measure(context, context.draw.small, 7, context.draw.seed + 100),
    single: (context) => measure(context, context.draw.n, 1, context.draw.seed + 200),
    largest: (context) => measure(context, 24, 30, context.draw.seed + 300),
    // Gaussian matrices with the asked-for spectral norm, run: what a layer does to a gradient, as the mean of its logarithm.
    typical: ({ learner, draw, kit, tf }) => {
      const slopes = [...draw.slopes, 1, 1.8]
      const norms = [...draw.norms, 1, 0.7]
      const measured = norms.map((one, k) => {
        let gradient = kit.gauss([DIRECTIONS, WIDE], draw.seed + 400 + 50 * k)
        const before = norm(gradient)
        for (let l = 0; l < TYPICAL_DEPTH; l++) {
          const W = kit.gauss([WIDE, WIDE], draw.seed + 401 + 50 * k + l)
          // The largest singular value of a square Gaussian matrix lies within 2 % of 2√n at this width.
          gradient = tf.mul(tf.matMul(gradient, W, false, true), ((slopes[k] ?? NaN) * one) / (2 * Math.sqrt(WIDE)))
        }
        return (norm(gradient) / before) ** (1 / TYPICAL_DEPTH)
      })
      return { measured, predicted: norms.map((one, k) => learner.typicalFactor(one, slopes[k] ?? NaN)) }
    },
  },
})

function measure({ learner, draw, kit, tf }: Context, n: number, L: number, seed: number) {
  const { Ws, slope } = learner.buildCounterexample(n, L, seed)
  const matrices = Ws.map(({ values }) => tf.tensor2d([...values], [n, n]))
  const norms = Ws.map(({ values }) => singularValues(rowsOf(values, n)))
  // δ passes one matrix and one slope a layer, from the last to the first.
  let gradient = kit.gauss([DIRECTIONS, n], draw.seed + 900)
  const lengths = [rowNorms(gradient.arraySync())]
  for (const W of matrices.toReversed()) {
    gradient = tf.mul(tf.matMul(gradient, W, false, true), slope)
    lengths.push(rowNorms(gradient.arraySync()))
  }
  const [before = []] = lengths
  const growth = lengths.map((at) => at.map((one, i) => one / (before[i] ?? NaN)))
  return {
    layers: matrices.length,
    slope,
    largest: norms.map(([first = NaN]) => first),
    /** After 0, 1, … L layers, of each direction. */
    growth,
  }
}

const rowsOf = (values: readonly number[], n: number): number[][] =>
  Array.from({ length: n }, (_, i) => values.slice(i * n, (i + 1) * n))

const rowNorms = (rows: readonly (readonly number[])[]): number[] => rows.map((row) => Math.hypot(...row))
