import { array, defineExperiment, fn, like, number, record, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor } from 'grader/experiments'

interface Draw {
  seed: number
  /** The gradients are a kernel [rows, columns], a bias [columns], zeros of rank 4, a filter [2, columns, rows] and a scalar. */
  rows: number
  columns: number
  threshold: number
  /** ‖g‖ / c where clipping has work to do. */
  excess: number
  /** Of the case that must stay as it is: its own threshold, and ‖g‖ / c. */
  looseThreshold: number
  share: number
  /** Thresholds that are nearly met and nearly exceeded. */
  thresholds: number[]
  /** ‖g‖ of the two extreme cases. */
  huge: number
  tiny: number
}

interface Learner {
  clipByGlobalNorm(gs: Tensor[], c: number): { clipped: Evidence[]; norm: Evidence }
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    clipByGlobalNorm: fn({ gs: array(tensor()), c: number() }, record({ clipped: like('gs'), norm: tensor([]) })),
  },

  draw: (rng) => {
    const columns = rng.pick([2, 3, 4])
    return {
      seed: rng.seed(),
      rows: columns + rng.integer(1, 2),
      columns,
      threshold: rng.uniform(0.5, 4),
      excess: rng.uniform(4, 10),
      looseThreshold: inexact(() => rng.uniform(10, 20)),
      share: rng.uniform(0.8, 0.95),
      thresholds: Array.from({ length: 6 }, (_, i) =>
        inexact(() => 10 ** rng.uniform((2 * i) / 3 - 1, (2 * i + 1) / 3 - 1)),
      ),
      huge: rng.uniform(1e30, 1e31),
      tiny: rng.uniform(1e-25, 5e-25),
    }
  },

  sections: {
    // The bias carries most of the length in few elements, so that clipping each tensor or each element by itself shows.
    above: (context) => {
      const { threshold, excess } = context.draw
      const norms = splitNorm(excess * threshold, [0.25, 0.95, 0, 0.15, 0.05])
      return measure(context, makeGradients(context, shapes(context.draw), norms), threshold)
    },
    // Two tensors of nearly the same length: the sum of their norms lies above the threshold, the global norm below.
    below: (context) => {
      const { looseThreshold, share } = context.draw
      const norms = splitNorm(share * looseThreshold, [0.6, 0.7, 0, 0.3, 0.2])
      // Elements that mean nothing for the norm leave as they came too.
      const dust = context.tf.tensor1d([share * 1e-20, -share * 1e-12, 0, share * 1e-30, share * 1e-8])
      return measure(context, [...makeGradients(context, shapes(context.draw), norms), dust], looseThreshold)
    },
    // A thousandth above the threshold, a thousandth below, and at it, where rounding decides what happens: lists of tensors
    // of every kind, from one scalar on.
    edges: (context) => {
      const at = (ratio: number, count = context.draw.thresholds.length) =>
        context.draw.thresholds.slice(0, count).map((c, i) => {
          const shapesOfAll = lists(context.draw)[i] ?? []
          const parts = shapesOfAll.map((_, k) => 1 / (k + 1.25))
          const signOf = i % 2 === 0 ? inTurn : negative
          return measure(context, makeGradients(context, shapesOfAll, splitNorm(ratio * c, parts), signOf), c)
        })
      const [over, under, met] = [at(1.001), at(0.999), at(1, 3)]
      return {
        overBefore: over.map((one) => one.before.flat()),
        overAfter: over.map((one) => one.after.flat()),
        overNorms: over.map((one) => one.norm),
        underBefore: under.map((one) => one.before.flat()),
        underAfter: under.map((one) => one.after.flat()),
        underNorms: under.map((one) => one.norm),
        metBefore: met.map((one) => one.before.flat()),
        metAfter: met.map((one) => one.after.flat()),
        metNorms: met.map((one) => one.norm),
      }
    },
    // Only the range of float32 is at stake here, wherever the largest element stands.
    huge: (context) => measureExtremes(context, context.draw.huge, 0.001, 1e-21),
    tiny: (context) => measureExtremes(context, context.draw.tiny, 0.01, 0),
    zero: (context) => {
      const zeros = shapes(context.draw).map((shape) => context.tf.zeros(shape))
      return measure(context, zeros, context.draw.threshold)
    },
    // Only the norm is evidence here: what backends make of the elements differs.
    notFinite: (context) => {
      const { learner, tf, draw } = context
      const norms = [NaN, -Infinity, Infinity].flatMap((broken) =>
        [0, 1, 2].map((place) => {
          const gradients = makeGradients(context, shapes(draw).slice(0, 2), [1, 1])
          gradients.splice(place, 0, place === 1 ? tf.scalar(broken) : tf.tensor1d([0.5, broken, -0.5]))
          return scalarValue(learner.clipByGlobalNorm(gradients, draw.threshold).norm)
        }),
      )
      return { norms }
    },
    // For the plot: one direction, at lengths from c/8 to 8c.
    sweep: (context) => {
      const { learner, draw } = context
      const before = [-3, -2, -1, -0.5, 0.5, 1, 2, 3].map((power) => draw.threshold * 2 ** power)
      const after = before.map((length) => {
        const gradients = makeGradients(context, shapes(draw).slice(0, 2), splitNorm(length, [0.6, 0.8]))
        const { clipped } = learner.clipByGlobalNorm(gradients, draw.threshold)
        return Math.hypot(...clipped.flatMap((one) => one.values))
      })
      return { before, after }
    },
  },
})

const shapes = ({ rows, columns }: Draw): number[][] => [
  [rows, columns],
  [columns],
  [1, 2, 1, columns],
  [2, columns, rows],
  [],
]

/** What a list of gradients may be, beside the usual: one scalar, one tensor, scalars alone, many tensors, and long ones. */
const lists = ({ rows, columns }: Draw): number[][][] => [
  [[rows, columns], [3], []],
  [[]],
  [[rows, columns]],
  Array.from({ length: 5 }, (_, k) => (k % 3 === 0 ? [columns] : [2, rows])),
  [[], [], []],
  [[columns], [13, 11], [150]],
]

/** A float32 number c for which c · (1/c) is not 1 in float32: a factor that is computed shows beside one that is chosen. */
function inexact(draw: () => number): number {
  for (;;) {
    const c = Math.fround(draw())
    if (Math.fround(c * Math.fround(1 / c)) !== 1) return c
  }
}

/** Norms of the parts, in the given proportions, whose global norm is `whole`. */
function splitNorm(whole: number, parts: number[]): number[] {
  const length = Math.hypot(...parts)
  return parts.map((part) => (whole * part) / length)
}

const inTurn = (k: number): number => (k % 2 === 0 ? 1 : -1)
const negative = (): number => -1

/** Magnitudes between 1/2 and 1 of the largest, signs in turn: neither a dominant element nor a sign is left to luck. */
function makeGradients(
  { tf, kit, draw }: Context,
  shapesOfAll: number[][],
  norms: number[],
  signOf: (k: number) => number = inTurn,
): Tensor[] {
  const uniform = kit.uniforms(draw.seed)
  return shapesOfAll.map((shape, i) => {
    const size = shape.reduce((product, dimension) => product * dimension, 1)
    const values = Array.from({ length: size }, (_, k) => signOf(k) * (0.5 + uniform() / 2))
    const factor = (norms[i] ?? NaN) / Math.hypot(...values)
    return tf.tensor(
      values.map((value) => value * factor),
      shape,
    )
  })
}

/**
 * Three gradients of this norm: a kernel beside a much shorter bias; a negative scalar beside negative elements, some of them
 * 0; one negative element in a kernel of zeros. The largest element is not to be found without its size, nor in the first
 * tensor, nor in every one.
 * @param little norm of the bias, as a share of the whole
 * @param least norm of what stands beside the scalar, as a share of it
 */
function measureExtremes(context: Context, whole: number, little: number, least: number) {
  const { tf, draw } = context
  const { rows, columns, threshold } = draw
  const kernel = [rows, columns]
  const one = tf.tensor(
    Array.from({ length: rows * columns }, (_, k) => (k === rows ? -whole : 0)),
    kernel,
  )
  const found = [
    makeGradients(context, [[columns], kernel], splitNorm(whole, [little, 1])),
    makeGradients(context, [kernel, [1, 2], []], [least * whole, 0, whole], negative),
    [tf.zeros([columns]), one],
  ].map((gradients) => measure(context, gradients, threshold))
  return {
    before: found.map(({ before }) => before.flat()),
    after: found.map(({ after }) => after.flat()),
    norms: found.map(({ norm }) => norm),
  }
}

/** Elements tensor by tensor, before and after, and the returned norm. */
function measure({ learner }: Context, gradients: Tensor[], c: number) {
  const { clipped, norm } = learner.clipByGlobalNorm(gradients, c)
  return {
    before: gradients.map((one) => Array.from(one.dataSync())),
    after: clipped.map((one) => one.values),
    norm: scalarValue(norm),
  }
}

const scalarValue = (scalar: Evidence): number => scalar.values[0] ?? NaN
