import { defineExperiment, fn, number, tanhChainGradients } from 'grader/experiments'
import type { SectionContext } from 'grader/experiments'

const DEPTH = 30
const WIDTH = 96
const BATCH = 16
/** Layers below this one are left out of the slope: there the variance is still on its way to q*. */
const SETTLED = 8

/** [σ_w², σ_b²] */
type Point = [number, number]

interface Draw {
  seed: number
  ordered: Point
  near: Point
  chaotic: Point
  strong: Point
  /** With biases and σ_w² < 1. */
  weak: Point
  /** σ_w² of a network without biases. */
  unbiased: number
  /** q* of a place on the critical line. */
  edgeVariance: number
  /** For the critical line. */
  biases: number[]
}

interface Learner {
  qStar(sw2: number, sb2: number): number
  chi1(sw2: number, sb2: number): number
  depthScale(sw2: number, sb2: number): number
  criticalSw2(sb2: number): number
}

type Context = SectionContext<Draw, Learner>

const ofPoint = () => fn({ sw2: number(), sb2: number() }, number())

export default defineExperiment<Draw, Learner>({
  exports: {
    qStar: ofPoint(),
    chi1: ofPoint(),
    depthScale: ofPoint(),
    criticalSw2: fn({ sb2: number() }, number()),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    // χ₁ from 0.66 to 0.85, from 0.87 to 0.97, from 1.08 to 1.20, from 1.21 to 1.41.
    ordered: [rng.uniform(0.9, 1.15), rng.uniform(0.04, 0.08)],
    near: [rng.uniform(1.4, 1.55), rng.uniform(0.04, 0.08)],
    chaotic: [rng.uniform(2.3, 2.8), rng.uniform(0.03, 0.07)],
    strong: [rng.uniform(3.7, 4.5), rng.uniform(0.05, 0.3)],
    weak: [rng.uniform(0.5, 0.85), rng.uniform(0.04, 0.1)],
    unbiased: rng.uniform(1.6, 2.4),
    edgeVariance: rng.uniform(0.6, 1.1),
    biases: [
      0.002,
      rng.uniform(0.008, 0.02),
      rng.uniform(0.04, 0.12),
      rng.uniform(0.2, 0.5),
      rng.uniform(0.8, 1.4),
      1.5,
    ],
  }),

  sections: {
    fixed: ({ learner, draw }) => {
      const points = places(draw)
      return { points, values: points.map(([sw2, sb2]) => learner.qStar(sw2, sb2)) }
    },
    chi: ({ learner, draw }) => {
      const points = places(draw)
      return { points, values: points.map(([sw2, sb2]) => learner.chi1(sw2, sb2)) }
    },
    depth: ({ learner, draw }) => {
      const points = [...inside(draw), ...besideTheEdge(draw)]
      return {
        points,
        values: points.map(([sw2, sb2]) => learner.depthScale(sw2, sb2)),
        chi: points.map(([sw2, sb2]) => learner.chi1(sw2, sb2)),
      }
    },
    edge: ({ learner, draw }) => {
      const biases = [...draw.biases, STILL].toSorted((a, b) => a - b)
      return { biases, values: biases.map((sb2) => learner.criticalSw2(sb2)) }
    },
    network,
  },
})

const inside = (draw: Draw): Point[] => [draw.ordered, draw.near, draw.chaotic, draw.strong]

/**
 * Where the variance settles slowly. An iteration that has stopped moving, up to rounding, gives no slope any more: what
 * divides by one there leaves for anywhere, at some of these points or others.
 */
const SLOW: Point[] = [
  [0.85, 0.001],
  [0.95, 0.003],
  [1, 0.003],
  [1.05, 0.003],
  [1.1, 0.001],
]

/** A bias variance at which a secant that goes on for ever meets two equal values. */
const STILL = 0.12689383229210116

/** Then the ends of what the task promises: weak and strong weights, small biases and large ones, none at all. */
const places = (draw: Draw): Point[] => [
  ...inside(draw),
  draw.weak,
  [0.4, 0.3],
  [0.4, 0.001],
  [1, 0.001],
  [4.5, 0.3],
  // Round numbers: two starting values may fall together.
  [2, 0.1],
  ...SLOW,
  [draw.unbiased, 0],
  [1.1, 0],
  [1 / draw.unbiased, 0],
  [0.9, 0],
]

/** Hundreds of layers and some thousands deep, in either phase. (χ₁ = 1 at this q* gives σ_w², and the fixed point σ_b².) */
function besideTheEdge({ edgeVariance: q }: Draw): Point[] {
  const sw2 = 1 / gaussianMean((z) => (1 - Math.tanh(Math.sqrt(q) * z) ** 2) ** 2)
  const sb2 = q - sw2 * gaussianMean((z) => Math.tanh(Math.sqrt(q) * z) ** 2)
  return [0.99, 0.999, 1.001, 1.01].map((one): Point => [one * sw2, sb2])
}

/** E f(z) for a standard normal z. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

/** What was returned for the strongly chaotic point, beside a network that has its variances. */
function network({ learner, draw, kit, tf }: Context) {
  const [sw2, sb2] = draw.strong
  const { seed } = draw
  const weights = Array.from({ length: DEPTH }, (_, l) =>
    tf.mul(kit.gauss([WIDTH, WIDTH], seed + 1 + l), Math.sqrt(sw2 / WIDTH)).as2D(WIDTH, WIDTH),
  )
  const biases = Array.from({ length: DEPTH }, (_, l) =>
    tf.mul(kit.gauss([WIDTH], seed + 51 + l), Math.sqrt(sb2)).as1D(),
  )
  const x = kit.gauss([BATCH, WIDTH], seed)
  const upstream = kit.gauss([BATCH, WIDTH], seed + 1 + DEPTH)
  const { deltas } = tanhChainGradients({ x, weights, biases, upstream })
  const top = deltas.at(-1) ?? NaN
  const settled = deltas[SETTLED] ?? NaN
  return {
    chi: learner.chi1(sw2, sb2),
    deltas: deltas.map((one) => one / top),
    slope: (2 * Math.log(settled / top)) / (DEPTH - 1 - SETTLED),
  }
}
