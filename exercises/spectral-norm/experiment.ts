import { defineExperiment, fn, number, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor1D, Tensor2D } from 'grader/experiments'

/** Steps after which the part along the second direction is (1/1.3)^80, which float32 does not see. */
const MANY = 40
/** The first steps, one by one. */
const FEW = [0, 1, 2, 3, 4, 6, 8]
/** Singular values, as parts of the first, that forty steps do not tell apart, and where that is looked at. */
const CLOSE = [1, 0.99, 0.98, 0.97, 0.5, 0.3]
const SLOW = [15, 25, MANY]
/** Of the square matrix with Gaussian elements. */
const WIDE = 48

interface Draw {
  seed: number
  few: number
  many: number
  /** σ₁, and σ₁/σ₂. */
  largest: number
  gap: number
  /** [[a, b], [0, a]], whose only eigenvalue is a. */
  a: number
  b: number
  /** Powers of ten that σ₁ is moved by. */
  tiny: number
  huge: number
}

interface Learner {
  spectralNorm(W: Tensor2D, iters: number, v0: Tensor1D): Evidence
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    spectralNorm: fn({ W: tensor(['m', 'n']), iters: number(), v0: tensor(['m']) }, tensor([])),
  },

  draw: (rng) => {
    const few = rng.integer(4, 6)
    return {
      seed: rng.seed(),
      few,
      many: few + rng.integer(3, 5),
      largest: rng.uniform(1.5, 3),
      gap: rng.uniform(1.3, 1.6),
      a: rng.uniform(0.7, 0.95),
      b: rng.uniform(2, 4),
      tiny: rng.integer(-6, -5),
      huge: rng.integer(5, 6),
    }
  },

  sections: {
    // Known singular values, in every shape.
    known: (context) => {
      const { few, many } = context.draw
      const shapes = [
        [few, few],
        [few, many],
        [many, few],
        [1, many],
        [many, 1],
        [1, 1],
      ] as const
      return {
        norms: shapes.map(([m, n], i) => measure(context, matrix(context, m, n, 10 * i), m, MANY, 10 * i + 5)),
      }
    },
    // Not symmetric, and with eigenvalues that say nothing of how far it stretches.
    sheared: (context) => {
      const { draw, tf } = context
      const { a, b } = draw
      const sheared = tf.tensor2d([
        [a, b],
        [0, a],
      ])
      const nilpotent = tf.tensor2d([
        [0, b],
        [0, 0],
      ])
      return {
        upper: measure(context, sheared, 2, MANY, 100),
        lower: measure(context, tf.transpose(sheared).as2D(2, 2), 2, MANY, 101),
        // Each row ends in one direction, whatever it started as.
        nilpotent: measure(context, nilpotent, 2, MANY, 102),
        negative: measure(context, tf.neg(sheared).as2D(2, 2), 2, MANY, 103),
      }
    },
    // How far each number of steps has come. Not converged, so that the steps themselves show, and where they started.
    steps: (context) => {
      const { learner, draw, kit, tf } = context
      const { few, many, seed } = draw
      const W = matrix(context, few, many, 200)
      const v0 = kit.gauss([few], seed + 210)
      const from = (start: Tensor1D, iters: number) => only(learner.spectralNorm(W, iters, start))
      return {
        iters: FEW,
        norms: FEW.map((iters) => from(v0, iters)),
        length: Math.hypot(...v0.dataSync()),
        // The same direction, longer, shorter and the other way; and another one.
        lengths: [1000, 0.001, -1].map((factor) => from(tf.mul(v0, factor).as1D(), 1)),
        elsewhere: [0, 1, 2].map((iters) => from(kit.gauss([few], seed + 211), iters)),
      }
    },
    // As in a layer of a network: the first singular values lie close together, and forty steps have not converged.
    gaussian: (context) => {
      const W = context.tf.mul(context.kit.gauss([WIDE, WIDE], context.draw.seed + 300), 1 / Math.sqrt(WIDE))
      const close = matrix(context, 6, 6, 320, CLOSE)
      return {
        norm: measure(context, W.as2D(WIDE, WIDE), WIDE, MANY, 301),
        close: SLOW.map((iters) => measure(context, close, 6, iters, 330)),
      }
    },
    scales: (context) => {
      const { draw, tf } = context
      return {
        norms: [draw.tiny, draw.huge].map((power) =>
          measure(
            context,
            tf.mul(matrix(context, draw.few, draw.few, 400), 10 ** power).as2D(draw.few, draw.few),
            draw.few,
            MANY,
            410,
          ),
        ),
      }
    },
    // Rows that W sends to zero, at once and after a step.
    nothing: ({ learner, draw, tf }) => {
      const { few } = draw
      const first = Array.from({ length: few }, (_, i) => (i === 0 ? 1 : 0))
      const rest = Array.from({ length: few }, (_row, i) =>
        Array.from({ length: few }, (_, j) => (i > 0 && j > 0 ? 1 : 0)),
      )
      return {
        zero: only(learner.spectralNorm(tf.zeros([few, few]), 3, tf.tensor1d(first))),
        kernel: only(learner.spectralNorm(tf.tensor2d(rest), 3, tf.tensor1d(first))),
        kernelAtOnce: only(learner.spectralNorm(tf.tensor2d(rest), 0, tf.tensor1d(first))),
      }
    },
  },
})

/** A scalar as a number. */
const only = ({ values }: Evidence): number => values[0] ?? NaN

function measure({ learner, draw, kit }: Context, W: Tensor2D, m: number, iters: number, seed: number): number {
  return only(learner.spectralNorm(W, iters, kit.gauss([m], draw.seed + seed)))
}

/** U diag(σ) Vᵀ of the shape [m, n], with σ₁ = largest and the others from σ₁/gap down, or as given. */
function matrix(
  { draw, kit, tf }: Pick<Context, 'draw' | 'kit' | 'tf'>,
  m: number,
  n: number,
  seed: number,
  parts: readonly number[] = Array.from({ length: Math.min(m, n) }, (_, i) =>
    i === 0 ? 1 : 0.8 ** (i - 1) / draw.gap,
  ),
): Tensor2D {
  const values = parts.map((part) => part * draw.largest)
  const diagonal = Array.from({ length: m }, (_row, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? (values[i] ?? 0) : 0)),
  )
  const turned = tf.matMul(kit.orthogonal(m, draw.seed + seed + 1), tf.tensor2d(diagonal, [m, n]))
  return tf.matMul(turned, kit.orthogonal(n, draw.seed + seed + 2)).as2D(m, n)
}
