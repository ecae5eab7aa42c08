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
    // A thousandth above the threshold, and a thousandth below.
    edges: (context) => {
      const at = (ratio: number) =>
        context.draw.thresholds.map((c) => {
          const norms = splitNorm(ratio * c, [0.8, 0.5, 0.3])
          return measure(
            context,
            makeGradients(
              context,
              shapes(context.draw)
                .slice(0, 1)
                .concat([[3], []]),
              norms,
            ),
            c,
          )
        })
      const [over, under] = [at(1.001), at(0.999)]
      return {
        overBefore: over.map((one) => one.before.flat()),
        overAfter: over.map((one) => one.after.flat()),
        overNorms: over.map((one) => one.norm),
        underBefore: under.map((one) => one.before.flat()),
        underAfter: under.map((one) => one.after.flat()),
        underNorms: under.map((one) => one.norm),
      }
    },
    // Two tensors, the first of them much shorter: only the range of float32 is at stake here.
    huge: (context) => {
      const { huge, threshold, rows, columns } = context.draw
      const norms = splitNorm(huge, [0.001, 1])
      return measure(context, makeGradients(context, [[columns], [rows, columns]], norms), threshold)
    },
    tiny: (context) => {
      const { tiny, threshold, rows, columns } = context.draw
      const norms = splitNorm(tiny, [0.01, 1])
      return measure(context, makeGradients(context, [[columns], [rows, columns]], norms), threshold)
    },
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

/** Magnitudes between 1/2 and 1 of the largest, signs in turn: neither a dominant element nor a sign is left to luck. */
function makeGradients({ tf, kit, draw }: Context, shapesOfAll: number[][], norms: number[]): Tensor[] {
  const uniform = kit.uniforms(draw.seed)
  return shapesOfAll.map((shape, i) => {
    const size = shape.reduce((product, dimension) => product * dimension, 1)
    const values = Array.from({ length: size }, (_, k) => (k % 2 === 0 ? 1 : -1) * (0.5 + uniform() / 2))
    const factor = (norms[i] ?? NaN) / Math.hypot(...values)
    return tf.tensor(
      values.map((value) => value * factor),
      shape,
    )
  })
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
