import { array, defineExperiment, fn, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor2D } from 'grader/experiments'

const DEPTHS = [1, 5, 10, 20, 30, 40]

interface Draw {
  seed: number
  width: number
  depth: number
  /** Amplifiers: one that weakens, one that strengthens, one that turns the sign. */
  alphas: number[]
  widths: number[]
  batch: number
}

type Measure = (Ws: Tensor2D[], x: Tensor2D, u: Tensor2D) => Evidence
interface Learner {
  inputGradNorm: Measure
  firstWeightGradNorm: Measure
}

type Context = SectionContext<Draw, Learner>

const signature = () => fn({ Ws: array(tensor()), x: tensor(['batch', null]), u: tensor(['batch', null]) }, tensor([]))

export default defineExperiment<Draw, Learner>({
  exports: { inputGradNorm: signature(), firstWeightGradNorm: signature() },

  draw: (rng) => ({
    seed: rng.seed(),
    width: rng.integer(6, 10),
    // Odd, so that a sign shows.
    depth: 2 * rng.integer(5, 8) + 1,
    alphas: [rng.uniform(0.5, 0.9), rng.uniform(1.1, 1.6), -rng.uniform(1.05, 1.3), 1, 2],
    widths: [rng.integer(3, 5), rng.integer(6, 8), rng.integer(2, 4), rng.integer(5, 9)],
    batch: rng.integer(2, 5),
  }),

  sections: {
    // αI: every amplifier alike.
    amplifiers: (context) => chain(context, (n) => context.tf.eye(n).as2D(n, n)),
    // αQ with an orthogonal Q of its own in each layer: the same lengths, other directions.
    turned: (context) => chain(context, (n, l) => context.kit.orthogonal(n, context.draw.seed + 50 + l)),
    // Unequal widths and several examples.
    shapes: (context) => {
      const { draw, kit } = context
      const { widths, batch, seed } = draw
      const Ws = widths.slice(1).map((to, l) => kit.gauss([widths[l] ?? 0, to], seed + 100 + l))
      return both(
        context,
        Ws,
        kit.gauss([batch, widths[0] ?? 0], seed + 110),
        kit.gauss([batch, widths.at(-1) ?? 0], seed + 111),
      )
    },
    // A single layer, and a width of 1: numbers.
    small: (context) => {
      const { draw, kit } = context
      const { batch, seed, widths } = draw
      const [n = 0, m = 0] = widths
      const single = both(
        context,
        [kit.gauss([n, m], seed + 120)],
        kit.gauss([batch, n], seed + 121),
        kit.gauss([batch, m], seed + 122),
      )
      const numbers = Array.from({ length: 4 }, (_, l) => kit.gauss([1, 1], seed + 130 + l))
      const narrow = both(context, numbers, kit.gauss([1, 1], seed + 140), kit.gauss([1, 1], seed + 141))
      return { input: [single.input, narrow.input], weight: [single.weight, narrow.weight] }
    },
    // x lies where W_1 sends it to zero: nothing comes out, and yet the loss depends on x.
    silent: (context) => {
      const { draw, kit, tf } = context
      const { width, seed } = draw
      const W = tf.tensor2d(
        Array.from({ length: width }, (_row, i) =>
          Array.from({ length: width }, (_, j) => (i === j && i > 0 ? 1.5 : 0)),
        ),
      )
      const x = tf.tensor2d([Array.from({ length: width }, (_, i) => (i === 0 ? 2 : 0))])
      return both(context, [W, kit.orthogonal(width, seed + 150)], x, kit.gauss([1, width], seed + 151))
    },
    // Forty amplifiers, and fewer.
    depths: (context) => {
      const { draw, kit, tf } = context
      const { width, seed } = draw
      const [x, u] = [kit.gauss([1, width], seed + 160), kit.gauss([1, width], seed + 161)]
      const at = (alpha: number) =>
        DEPTHS.map((depth) => {
          const W = tf.mul(tf.eye(width), alpha).as2D(width, width)
          return both(
            context,
            Array.from({ length: depth }, () => W),
            x,
            u,
          ).input
        })
      return { depths: DEPTHS, weak: at(0.7), strong: at(1.3), u: lengthOf(u) }
    },
  },
})

function chain(context: Context, matrix: (n: number, l: number) => Tensor2D) {
  const { draw, kit, tf } = context
  const { width, depth, alphas, seed } = draw
  const [x, u] = [kit.gauss([1, width], seed), kit.gauss([1, width], seed + 1)]
  const found = alphas.map((alpha) =>
    both(
      context,
      Array.from({ length: depth }, (_, l) => tf.mul(matrix(width, l), alpha).as2D(width, width)),
      x,
      u,
    ),
  )
  return {
    input: found.map((one) => one.input),
    weight: found.map((one) => one.weight),
    x: lengthOf(x),
    u: lengthOf(u),
  }
}

function both({ learner }: Context, Ws: Tensor2D[], x: Tensor2D, u: Tensor2D) {
  return { input: only(learner.inputGradNorm(Ws, x, u)), weight: only(learner.firstWeightGradNorm(Ws, x, u)) }
}

const only = ({ values }: Evidence): number => values[0] ?? NaN

const lengthOf = (row: Tensor2D): number => Math.hypot(...row.dataSync())
