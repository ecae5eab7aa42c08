import { defineExperiment, fn, number, singularValues, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor1D } from 'grader/experiments'

interface Draw {
  seed: number
  width: number
  /** Standard deviation of the inputs, in units of √ε: far above 1, near it, far below. */
  loud: number
  even: number
  quiet: number
  /** Of the inputs, in units of their standard deviation. */
  mean: number
  far: number
  eps: number
  /** For `bound`. */
  epsilons: number[]
  gammas: number[]
}

interface Learner {
  layerNormJacobian(x: Tensor1D, eps: number): Evidence
  bound(eps: number, gammaMax: number): number
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    layerNormJacobian: fn({ x: tensor(['d']), eps: number() }, tensor(['d', 'd'])),
    bound: fn({ eps: number(), gammaMax: number() }, number()),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    width: rng.integer(5, 9),
    loud: rng.uniform(50, 200),
    even: rng.uniform(0.6, 1.5),
    quiet: rng.uniform(0.02, 0.08),
    mean: rng.uniform(1, 3) * rng.pick([-1, 1]),
    far: rng.uniform(600, 1000),
    eps: 10 ** rng.uniform(-6, -2),
    // To both ends of what is asked for, and a γ of 0.
    epsilons: [1e-5, 1e-3, 10 ** rng.uniform(-8, -3), 10 ** rng.uniform(-3, 0), 1e-8, 1, 1e-6],
    gammas: [1, rng.uniform(0.2, 0.8), rng.uniform(1.5, 4), rng.uniform(0.2, 4), 100, 0.01, 0],
  }),

  sections: {
    // The variance far above ε, near it, far below it.
    loud: (context) => measure(context, { width: context.draw.width, scale: context.draw.loud, from: 1 }),
    even: (context) => measure(context, { width: context.draw.width, scale: context.draw.even, from: 2 }),
    quiet: (context) => measure(context, { width: context.draw.width, scale: context.draw.quiet, from: 3 }),
    // All elements alike: the variance is 0.
    constant: (context) => measure(context, { width: context.draw.width, scale: 0, from: 4 }),
    // Many units, and as few as have a direction at a right angle to 1 and to x̂.
    wide: (context) => measure(context, { width: 32, scale: context.draw.loud, from: 7 }),
    three: (context) => measure(context, { width: 3, scale: context.draw.even, from: 8 }),
    // Two units: nothing stands at a right angle to 1 and to x̂.
    pair: (context) => measure(context, { width: 2, scale: context.draw.even, from: 5 }),
    closePair: (context) => measure(context, { width: 2, scale: context.draw.quiet, from: 5 }),
    equalPair: (context) => measure(context, { width: 2, scale: 0, from: 5 }),
    // Both ends of the range of ε.
    smallestEpsilon: (context) =>
      measure(context, { width: context.draw.width, scale: context.draw.even, from: 9, eps: 1e-6 }),
    largestEpsilon: (context) =>
      measure(context, { width: context.draw.width, scale: context.draw.even, from: 10, eps: 1e-2 }),
    // Hundreds of deviations from zero: four times, because the rounding of a bad variance may happen to be small.
    far: (context) => {
      const { draw } = context
      const found = [-1, 0.9, -0.8, 0.95].map((share, i) =>
        measure(context, { width: draw.width, scale: draw.loud, from: 11 + i, mean: share * draw.far }),
      )
      return { x: found.map((one) => one.x), jacobian: found.map((one) => one.jacobian) }
    },
    // The same input, larger and larger.
    scales: ({ draw, learner, kit, tf }) => {
      const z = standardised(kit.gauss([draw.width], draw.seed + 6).dataSync())
      const scales = Array.from({ length: 9 }, (_, i) => 10 ** (i / 2 - 2) * Math.sqrt(draw.eps))
      const norms = scales.map((scale) => {
        const { values } = learner.layerNormJacobian(tf.tensor1d(z.map((one) => one * scale)), draw.eps)
        return singularValues(rowsOf(values, draw.width))[0] ?? NaN
      })
      return { scales, norms }
    },
    bounds: ({ draw, learner }) => ({
      values: draw.epsilons.map((eps, i) => learner.bound(eps, draw.gammas[i] ?? NaN)),
    }),
  },
})

interface Place {
  width: number
  /** Standard deviation of x, in units of √ε. */
  scale: number
  /** Added to the draw's seed. */
  from: number
  eps?: number
  /** Mean of x, in units of its standard deviation, or of √ε if that is 0. */
  mean?: number
}

/** x and its Jacobian. */
function measure({ learner, draw, kit, tf }: Context, place: Place) {
  const { width, scale, from, eps = draw.eps } = place
  const unit = Math.sqrt(eps)
  const mean = (place.mean ?? draw.mean) * (scale === 0 ? 1 : scale) * unit
  const z = standardised(kit.gauss([width], draw.seed + from).dataSync())
  const x = tf.tensor1d(z.map((one) => mean + scale * unit * one))
  return { x: Array.from(x.dataSync()), jacobian: learner.layerNormJacobian(x, eps).values }
}

/** The same numbers with mean 0 and mean square 1, so that a few of them cannot happen to lie close together. */
function standardised(values: ArrayLike<number>): number[] {
  const list = Array.from(values)
  const mean = list.reduce((sum, one) => sum + one, 0) / list.length
  const variance = list.reduce((sum, one) => sum + (one - mean) ** 2, 0) / list.length
  return list.map((one) => (one - mean) / Math.sqrt(variance))
}

const rowsOf = (values: readonly number[], width: number): number[][] =>
  Array.from({ length: width }, (_, i) => values.slice(i * width, (i + 1) * width))
