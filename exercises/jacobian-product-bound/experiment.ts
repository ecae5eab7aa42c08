import { array, defineExperiment, fn, number, tensor } from 'grader/experiments'
import type { SectionContext, Tensor2D } from 'grader/experiments'

/** Of the Gaussian network, and where its gap is looked at. */
const WIDTH = 16
const DEPTHS = [1, 2, 6, 12, 20]

interface Draw {
  seed: number
  /** Widths in turn, so that a wrong factor shows in a shape. */
  widths: number[]
  batch: number
  /** Factors of the scaled orthogonal layers. */
  gains: number[]
  /** [[a, b], [0, a]] */
  a: number
  b: number
  /** x and gOut are made this many times as long. */
  long: number
  short: number
}

interface Learner {
  gradBound(Ws: Tensor2D[], x: Tensor2D, gOut: Tensor2D): number
  actualGrad(Ws: Tensor2D[], x: Tensor2D, gOut: Tensor2D): number
}

type Context = SectionContext<Draw, Learner>

const signature = () => fn({ Ws: array(tensor()), x: tensor(['batch', null]), gOut: tensor(['batch', null]) }, number())

export default defineExperiment<Draw, Learner>({
  exports: { gradBound: signature(), actualGrad: signature() },

  draw: (rng) => ({
    seed: rng.seed(),
    widths: Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? rng.integer(3, 5) : rng.integer(6, 9))),
    batch: rng.integer(2, 4),
    // Far from 1: leaving one out shows.
    gains: Array.from({ length: 7 }, () => rng.pick([rng.uniform(0.5, 0.8), rng.uniform(1.25, 2)])),
    a: rng.uniform(0.6, 0.9),
    b: rng.uniform(1.5, 3),
    long: rng.uniform(1e3, 1e4),
    short: rng.uniform(1e-4, 1e-3),
  }),

  sections: {
    // Where every direction is the worst one, the bound is what happens.
    orthogonal: (context) => {
      const { draw, kit, tf } = context
      const n = 6
      const Ws = draw.gains.map((gain, l) => tf.mul(kit.orthogonal(n, draw.seed + l), gain).as2D(n, n))
      const x = kit.gauss([1, n], draw.seed + 20)
      return { ...both(context, Ws, x, kit.gauss([1, n], draw.seed + 21)), x: Math.hypot(...x.dataSync()) }
    },
    // Layers of unequal width, and several examples.
    shapes: (context) => {
      const { draw, kit, tf } = context
      const { widths, batch, seed } = draw
      const Ws = widths
        .slice(1)
        .map((to, l) => tf.mul(kit.gauss([widths[l] ?? 0, to], seed + 30 + l), 0.7).as2D(-1, to))
      const x = kit.gauss([batch, widths[0] ?? 0], seed + 40)
      return both(context, Ws, x, kit.gauss([batch, widths.at(-1) ?? 0], seed + 41))
    },
    // One layer: nothing stands between the loss and its weights. And two.
    shallow: (context) => {
      const { draw, kit } = context
      const { widths, batch, seed } = draw
      const [n = 0, m = 0] = widths
      const W = kit.gauss([n, m], seed + 50)
      const back = kit.gauss([m, n], seed + 51)
      const x = kit.gauss([batch, n], seed + 52)
      const one = both(context, [W], x, kit.gauss([batch, m], seed + 53))
      const two = both(context, [W, back], x, kit.gauss([batch, n], seed + 54))
      return { bounds: [one.bound, two.bound], actual: [one.actual, two.actual] }
    },
    // Far from symmetric: eigenvalues would promise too little.
    sheared: (context) => {
      const { draw, kit, tf } = context
      // A tensor for each layer: one that stands in all of them would collect the gradient of all.
      const Ws = Array.from({ length: 5 }, () =>
        tf.tensor2d([
          [draw.a, draw.b],
          [0, draw.a],
        ]),
      )
      return both(context, Ws, kit.gauss([1, 2], draw.seed + 60), tf.tensor2d([[0.1, 1]]))
    },
    // Independent Gaussian layers with n · variance 1: what is typical, against the worst.
    gaussian: (context) => {
      const { draw, kit, tf } = context
      const Ws = Array.from({ length: DEPTHS.at(-1) ?? 0 }, (_, l) =>
        tf.mul(kit.gauss([WIDTH, WIDTH], draw.seed + 100 + l), 1 / Math.sqrt(WIDTH)).as2D(WIDTH, WIDTH),
      )
      const [x, gOut] = [kit.gauss([1, WIDTH], draw.seed + 130), kit.gauss([1, WIDTH], draw.seed + 131)]
      const at = DEPTHS.map((depth) => both(context, Ws.slice(0, depth), x, gOut))
      return { depths: DEPTHS, bounds: at.map(({ bound }) => bound), actual: at.map(({ actual }) => actual) }
    },
    lengths: (context) => {
      const { draw, kit, tf } = context
      const { widths, batch, seed } = draw
      const [n = 0, m = 0] = widths
      const Ws = [kit.gauss([n, m], seed + 70), kit.gauss([m, n], seed + 71)]
      const x = kit.gauss([batch, n], seed + 72)
      const gOut = kit.gauss([batch, n], seed + 73)
      const long = both(context, Ws, tf.mul(x, draw.long).as2D(batch, n), gOut)
      const short = both(context, Ws, x, tf.mul(gOut, draw.short).as2D(batch, n))
      return { bounds: [long.bound, short.bound], actual: [long.actual, short.actual] }
    },
  },
})

const both = ({ learner }: Context, Ws: Tensor2D[], x: Tensor2D, gOut: Tensor2D) => ({
  bound: learner.gradBound(Ws, x, gOut),
  actual: learner.actualGrad(Ws, x, gOut),
})
