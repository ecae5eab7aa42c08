import {
  array,
  callback,
  defineExperiment,
  fn,
  leakyChainGradients,
  live,
  norm,
  number,
  tensor,
} from 'grader/experiments'
import type { SectionContext, Tensor2D } from 'grader/experiments'

const DEPTH = 50
const WIDTH = 64
const BATCH = 8
const CHAINS = 2
/** The most that one call of a sampler draws. */
const SAMPLER_LIMIT = 400_000

interface Draw {
  seed: number
  /** Of the audited initialisers: inputs, what they promise, and for the last one where it cuts and how it is scaled. */
  fanIns: number[]
  targets: number[]
  cut: number
  share: number
  /** Of the matrix whose elements are looked at. */
  rows: number
  columns: number
}

type Sampler = (shape: readonly number[], seed: number) => Tensor2D

interface Learner {
  varRatio(sampler: Sampler, fanIn: number, target: number): number
  heNormalFixed(shape: [number, number], seed: number): Tensor2D
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    varRatio: fn(
      {
        sampler: callback({ shape: array(number(), 2), seed: number() }, tensor()),
        fanIn: number(),
        target: number(),
      },
      number(),
    ),
    heNormalFixed: fn({ shape: array(number(), 2), seed: number() }, live(['fanIn', 'fanOut'])),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    fanIns: [
      rng.integer(20, 40),
      rng.integer(50, 90),
      rng.integer(100, 150),
      rng.integer(160, 220),
      rng.integer(240, 300),
    ],
    targets: [rng.pick([1, 2]), rng.uniform(0.5, 0.9), rng.uniform(1.1, 1.7), rng.pick([1, 2]), rng.uniform(0.6, 0.9)],
    cut: rng.uniform(1, 1.6),
    share: rng.uniform(1.3, 1.7),
    rows: rng.integer(200, 240),
    columns: rng.integer(320, 360),
  }),

  sections: {
    audit: (context) => {
      const { learner, draw } = context
      const ratios = samplers(context).map((sampler, i) =>
        learner.varRatio(sampler, draw.fanIns[i] ?? NaN, draw.targets[i] ?? NaN),
      )
      return { ratios }
    },
    elements: (context) => {
      const { rows, columns, seed } = context.draw
      const values = Array.from(drawWeights(context, [rows, columns], seed).dataSync(), (w) => w * Math.sqrt(rows / 2))
      const squares = values.map((value) => value ** 2)
      const rowSquares = Array.from({ length: rows }, (_, i) => mean(squares.slice(i * columns, (i + 1) * columns)))
      const columnSquares = Array.from({ length: columns }, (_, j) =>
        mean(rowSquares.map((_row, i) => squares[i * columns + j] ?? NaN)),
      )
      return {
        square: mean(squares),
        largest: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
        rowScatter: deviation(rowSquares),
        columnScatter: deviation(columnSquares),
        histogram: countInBins(values),
      }
    },
    // Seed 0 twice, and another one.
    seeds: (context) => {
      const { seed } = context.draw
      const [first, again, other] = [0, 0, seed + 3].map((one) => drawWeights(context, [WIDTH, WIDTH], one))
      if (first === undefined || again === undefined || other === undefined)
        throw new Error('three matrices were drawn')
      const { tf } = context
      return {
        norms: [norm(first), norm(again), norm(other)],
        moved: norm(tf.sub(first, again)),
        product: tf.sum(tf.mul(first, other)).dataSync()[0] ?? NaN,
      }
    },
    depth: (context) => {
      const chains = Array.from({ length: CHAINS }, (_, chain) =>
        runChain(context, context.draw.seed + 1000 * (chain + 1)),
      )
      return {
        input: chains.map((one) => one.input),
        deltas: chains[0]?.deltas ?? [],
        squares: chains.flatMap((one) => one.squares),
      }
    },
  },
})

/**
 * Five initialisers that take their scale from the first dimension: three that keep their promise (normal, uniform,
 * Laplace), the truncated one of tfjs, and one that is cut elsewhere and promises the wrong scale.
 */
function samplers({ draw, kit, tf }: Context): Sampler[] {
  const scaled = (i: number, values: (shape: [number, number], seed: number) => Tensor2D): Sampler => {
    return (shape, seed) => {
      const [fanIn = NaN, fanOut = NaN] = shape
      if (!(fanIn >= 1 && fanOut >= 1 && Number.isInteger(fanIn * fanOut) && Number.isInteger(fanIn))) {
        throw new Error(`the sampler was asked for the shape [${shape.join(', ')}]`)
      }
      if (fanIn * fanOut > SAMPLER_LIMIT)
        throw new Error(`the sampler draws at most ${SAMPLER_LIMIT} numbers in a call`)
      const std = Math.sqrt((draw.targets[i] ?? NaN) / fanIn)
      return tf.mul(values([fanIn, fanOut], draw.seed + 17 * i + Math.round(seed) * 101), std)
    }
  }
  const filled = (shape: [number, number], next: () => number) =>
    tf.tensor2d(Float32Array.from({ length: shape[0] * shape[1] }, next), shape)
  return [
    scaled(0, (shape, seed) => kit.gauss(shape, seed)),
    scaled(1, (shape, seed) => {
      const uniform = kit.uniforms(seed)
      return filled(shape, () => Math.sqrt(3) * (2 * uniform() - 1))
    }),
    // Heavy tails: a thirtieth of the numbers lies beyond 2.4 standard deviations and carries a third of the variance.
    scaled(2, (shape, seed) => {
      const uniform = kit.uniforms(seed)
      return filled(shape, () => {
        const u = 2 * uniform() - 1
        return (Math.sign(u) * -Math.log(1 - Math.abs(u))) / Math.SQRT2
      })
    }),
    scaled(3, (shape, seed) => kit.truncatedNormal(shape, seed)),
    scaled(4, (shape, seed) => {
      const normal = kit.normals(seed)
      return filled(shape, () => {
        let value = normal()
        while (Math.abs(value) > draw.cut) value = normal()
        return Math.sqrt(draw.share) * value
      })
    }),
  ]
}

function drawWeights({ learner }: Context, shape: [number, number], seed: number): Tensor2D {
  const weights = learner.heNormalFixed(shape, seed)
  const found = weights.shape
  if (found[0] !== shape[0] || found[1] !== shape[1]) {
    throw new Error(`heNormalFixed([${shape.join(', ')}], seed) has the shape [${found.join(', ')}]`)
  }
  return weights
}

/** Fifty ReLU layers of the learner's matrices, and the mean of w²·fanIn/2 of each. */
function runChain(context: Context, seed: number) {
  const { kit, tf } = context
  const weights = Array.from({ length: DEPTH }, (_, l) => drawWeights(context, [WIDTH, WIDTH], seed + l))
  const x = kit.gauss([BATCH, WIDTH], seed + DEPTH)
  // δ_L = u: of length 1, so that every profile ends there.
  const u = kit.gauss([BATCH, WIDTH], seed + DEPTH + 1)
  const upstream = tf.div(u, norm(u)).as2D(BATCH, WIDTH)
  const gradients = leakyChainGradients({ x, weights, slope: 0, upstream })
  return { ...gradients, squares: weights.map((one) => norm(one) ** 2 / (2 * WIDTH)) }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}

/** How many values lie in each of 30 bins from −3 to 3. */
function countInBins(values: readonly number[]): number[] {
  const counts = Array.from({ length: 30 }, () => 0)
  for (const value of values) {
    const bin = Math.floor((value + 3) * 5)
    if (counts[bin] !== undefined) counts[bin] += 1
  }
  return counts
}
