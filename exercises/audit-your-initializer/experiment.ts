import {
  array,
  backwardProduct,
  callback,
  defineExperiment,
  fn,
  forwardProduct,
  live,
  number,
  tensor,
} from 'grader/experiments'
import type { SectionContext, Tensor2D } from 'grader/experiments'

const DEPTH = 50
const WIDTH = 64
const BATCH = 8
/** The most that one call of a sampler draws. */
const SAMPLER_LIMIT = 400_000
/** The ends of what the task promises. */
const FEWEST_INPUTS = 5
const MOST_INPUTS = 600

interface Draw {
  seed: number
  /** Of the audited initialisers: inputs, what they promise, and for the last one where it cuts and how it is scaled. */
  fanIns: number[]
  targets: number[]
  /** Inputs of one more, and what the normal one promises where numbers of inputs are at stake. */
  manyInputs: number
  smallTarget: number
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
      rng.integer(5, 12),
      // Never a divisor of 50,000, nor of what else is asked for in round numbers.
      rng.pick([53, 59, 61, 67, 71, 73, 79, 83, 89]),
      rng.integer(100, 150),
      rng.integer(160, 220),
      rng.integer(240, 300),
    ],
    targets: [rng.pick([1, 2]), rng.uniform(0.5, 0.9), rng.uniform(1.1, 1.7), rng.pick([1, 2]), rng.uniform(0.6, 0.9)],
    manyInputs: rng.integer(420, 520),
    cut: rng.uniform(1, 1.6),
    share: rng.uniform(1.3, 1.7),
    rows: rng.integer(200, 240),
    columns: rng.integer(320, 360),
    smallTarget: 10 ** rng.uniform(-3, -2),
  }),

  sections: {
    audit: (context) => {
      const { fanIns, targets } = context.draw
      return audit(context, samplers(context, targets), { fanIns, targets })
    },
    // The normal one, by itself, because to ask for too many is an error: with so many inputs that a thousand columns are too
    // many, with the fewest and the most, and with 7, of which a call for one number too many would be made (400,001 is
    // 7 · 57,143). It promises little, so that nothing may be added to the squares.
    wide: (context) => {
      const { manyInputs, smallTarget } = context.draw
      const fanIns = [manyInputs, FEWEST_INPUTS, 7, MOST_INPUTS]
      const targets = fanIns.map(() => smallTarget)
      const [normal] = samplers(context, targets)
      if (normal === undefined) throw new Error('there is no normal initialiser')
      return audit(
        context,
        fanIns.map(() => normal),
        { fanIns, targets },
      )
    },
    elements: (context) => {
      const { rows, columns, seed } = context.draw
      const values = drawWeights(context, [rows, columns], seed).map((w) => w * Math.sqrt(rows / 2))
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
      const [first, again, other] = [0, 0, context.draw.seed + 3].map((seed) =>
        drawWeights(context, [WIDTH, WIDTH], seed),
      )
      if (first === undefined || again === undefined || other === undefined)
        throw new Error('three matrices were drawn')
      const seed = context.draw.seed
      const several = [0, 1, 2, 3, seed, seed + 1].map((one) => drawWeights(context, [WIDTH, WIDTH], one))
      const pairs = several.flatMap((one, i) => several.slice(0, i).map((two) => [one, two] as const))
      return {
        pairs: pairs.map(([one, two]) => one.reduce((sum, value, i) => sum + value * (two[i] ?? NaN), 0)),
        lengths: pairs.map(([one, two]) => norm(one) * norm(two)),
        norms: [first, again, other].map(norm),
        moved: norm(first.map((value, i) => value - (again[i] ?? NaN))),
        repeats: [1, 2, seed].map((one) => {
          const [before, after] = [one, one].map((same) => drawWeights(context, [WIDTH, WIDTH], same))
          return norm((before ?? []).map((value, i) => value - (after?.[i] ?? NaN)))
        }),
        product: first.reduce((sum, value, i) => sum + value * (other[i] ?? NaN), 0),
      }
    },
    depth: (context) => {
      const { seed } = context.draw
      // Each matrix [64, 128] serves both networks: one half of its columns here, the other there.
      const matrices = Array.from({ length: DEPTH }, (_, l) =>
        drawWeights(context, [WIDTH, 2 * WIDTH], seed + 1000 + l),
      )
      const chains = [0, 1].map((half) => {
        const weights = matrices.map((one) => one.filter((_, k) => Math.floor(k / WIDTH) % 2 === half))
        return runChain(context, weights, seed + 2000 + half)
      })
      return {
        input: chains.map((one) => one.input),
        deltas: chains[0]?.deltas ?? [],
        squares: matrices.map((one) => norm(one) ** 2 / (4 * WIDTH)),
        stillest: leastOf(
          Array.from(
            { length: 2 * WIDTH * WIDTH },
            (_, k) => deviation(matrices.map((one) => one[k] ?? NaN)) * Math.sqrt(WIDTH / 2),
          ),
        ),
      }
    },
  },
})

/** What `varRatio` finds, and how many numbers it looks at: those of one seed are the same again, and count once. */
function audit({ learner }: Context, audited: Sampler[], { fanIns, targets }: { fanIns: number[]; targets: number[] }) {
  const drawn = audited.map(() => new Map<number, number>())
  const ratios = audited.map((sampler, i) => {
    const counting: Sampler = (shape, seed) => {
      const weights = sampler(shape, seed)
      drawn[i]?.set(seed, Math.max(drawn[i].get(seed) ?? 0, weights.size))
      return weights
    }
    return learner.varRatio(counting, fanIns[i] ?? NaN, targets[i] ?? NaN)
  })
  return { ratios, numbers: drawn.map((seeds) => [...seeds.values()].reduce((sum, one) => sum + one, 0)) }
}

/**
 * Five initialisers that take their scale from the first dimension: three that keep their promise (normal, uniform,
 * Laplace), the truncated one of tfjs, and one that is cut elsewhere and promises the wrong scale.
 */
function samplers({ draw, kit, tf }: Context, targets: readonly number[]): Sampler[] {
  const scaled =
    (i: number, law: (seed: number) => () => number): Sampler =>
    (shape, seed) => {
      const [fanIn = NaN, fanOut = NaN] = shape
      if (!(fanIn >= 1 && fanOut >= 1 && Number.isInteger(fanIn) && Number.isInteger(fanOut))) {
        throw new Error(`the sampler was asked for the shape [${shape.join(', ')}]`)
      }
      if (fanIn * fanOut > SAMPLER_LIMIT)
        throw new Error(`the sampler draws at most ${SAMPLER_LIMIT} numbers in a call`)
      const std = Math.sqrt((targets[i] ?? NaN) / fanIn)
      const next = law(draw.seed + 17 * i + Math.round(seed) * 101)
      const values = new Float32Array(fanIn * fanOut)
      for (let k = 0; k < values.length; k++) values[k] = std * next()
      return tf.tensor2d(values, [fanIn, fanOut])
    }
  const cutAt = (cut: number, seed: number) => {
    const normal = kit.normals(seed)
    return () => {
      let value = normal()
      while (Math.abs(value) > cut) value = normal()
      return value
    }
  }
  return [
    scaled(0, (seed) => kit.normals(seed)),
    scaled(1, (seed) => {
      const uniform = kit.uniforms(seed)
      return () => Math.sqrt(3) * (2 * uniform() - 1)
    }),
    // Heavy tails: a thirtieth of the numbers lies beyond 2.4 standard deviations and carries a third of the variance.
    scaled(2, (seed) => {
      const uniform = kit.uniforms(seed)
      return () => {
        const u = 2 * uniform() - 1
        return (Math.sign(u) * -Math.log(1 - Math.abs(u))) / Math.SQRT2
      }
    }),
    scaled(3, (seed) => cutAt(2, seed)),
    scaled(4, (seed) => {
      const next = cutAt(draw.cut, seed)
      return () => Math.sqrt(draw.share) * next()
    }),
  ]
}

/** The learner's matrix, row by row. What follows is computed in JavaScript: other kernels would ask for other shaders. */
function drawWeights({ learner }: Context, shape: [number, number], seed: number): number[] {
  const weights = learner.heNormalFixed(shape, seed)
  const found = weights.shape
  if (found[0] !== shape[0] || found[1] !== shape[1]) {
    throw new Error(`heNormalFixed([${shape.join(', ')}], seed) has the shape [${found.join(', ')}]`)
  }
  return Array.from(weights.dataSync())
}

/** ‖δ_l‖ and ‖∂L/∂x‖ of ReLU layers [64, 64], the last one left linear, with δ_L of length 1. */
function runChain({ kit }: Context, weights: readonly number[][], seed: number): { deltas: number[]; input: number } {
  const layers = weights.map((values) => ({ shape: [WIDTH, WIDTH], values }) as const)
  const preActivations: Float64Array[] = []
  let h: Float64Array = Float64Array.from(kit.gauss([BATCH, WIDTH], seed).dataSync())
  for (const layer of layers) {
    const z = forwardProduct(h, layer)
    preActivations.push(z)
    h = z.map((value) => Math.max(0, value))
  }
  const upstream = Float64Array.from(kit.gauss([BATCH, WIDTH], seed + 10).dataSync())
  const length = norm(upstream)
  let gradient: Float64Array = upstream.map((value) => value / length)
  const deltas: number[] = []
  for (let l = DEPTH - 1; l >= 0; l--) {
    const layer = layers[l]
    const z = preActivations[l]
    if (layer === undefined || z === undefined) throw new Error(`layer ${l + 1} was not run`)
    if (l < DEPTH - 1) gradient = gradient.map((value, i) => ((z[i] ?? NaN) > 0 ? value : 0))
    deltas.unshift(norm(gradient))
    gradient = backwardProduct(gradient, layer)
  }
  return { deltas, input: norm(gradient) }
}

function norm(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? NaN) ** 2
  return Math.sqrt(sum)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}

const leastOf = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value), Infinity)

/** How many values lie in each of 30 bins from −3 to 3. */
function countInBins(values: readonly number[]): number[] {
  const counts = Array.from({ length: 30 }, () => 0)
  for (const value of values) {
    const bin = Math.floor((value + 3) * 5)
    if (counts[bin] !== undefined) counts[bin] += 1
  }
  return counts
}
