import { defineExperiment, fn, norm, number, singularValues, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor, Tensor2D } from 'grader/experiments'

/** Lengths of the linear chains. */
const DEPTHS = [1, 5, 15, 30]
const BATCH = 4
/** Asked for beside the seeds of the chain: the least ones, and some that differ from the first of the chain in high bits. */
const SMALL_SEEDS = [0, 1, 2]
const FAR = [2 ** 16, 2 ** 24]
/** Between how many neighbouring seeds rows and columns are compared. */
const NEIGHBOURS = 3
/** Seeds whose first normal number is far out: −5.2 and 5.5. */
const FAR_OUT = [1_600_082, 3_449_388]
/** Matrices in the product whose singular values are shown. */
const FACTORS = 12

interface Draw {
  seed: number
  /** A wide matrix [few, many], so that a wrong orientation shows. */
  few: number
  many: number
  /** Width of the chains. */
  width: number
  gain: number
  /** How far the nearly dependent row stands off the span of the others, relative to its length. */
  apart: number
}

interface Learner {
  orthonormalRows(A: Tensor2D): Evidence
  orthogonalInit(n: number, gain: number, seed: number): Evidence
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    orthonormalRows: fn({ A: tensor(['k', 'n']) }, tensor(['k', 'n'])),
    orthogonalInit: fn({ n: number(), gain: number(), seed: number() }, tensor(['size', 'size'])),
  },

  draw: (rng) => {
    const few = rng.integer(4, 6)
    return {
      seed: rng.seed(),
      few,
      many: few + rng.integer(3, 5),
      width: rng.integer(24, 26),
      gain: rng.pick([rng.uniform(0.94, 0.98), rng.uniform(1.02, 1.06)]),
      apart: rng.uniform(2e-5, 5e-5),
    }
  },

  sections: {
    square: ({ learner, draw, kit }) => rowsOf(learner, kit.gauss([draw.few, draw.few], draw.seed)),
    wide: ({ learner, draw, kit }) => rowsOf(learner, kit.gauss([draw.few, draw.many], draw.seed + 1)),
    single: ({ learner, draw, kit }) => rowsOf(learner, kit.gauss([1, draw.many], draw.seed + 6)),
    // Rows whose lengths differ by six orders of magnitude.
    scaled: ({ learner, draw, kit, tf }) => {
      const factors = Array.from({ length: draw.few }, (_, i) => 10 ** (((i * 2) % 7) - 3))
      const A = tf.mul(kit.gauss([draw.few, draw.many], draw.seed + 7), tf.tensor2d(factors, [draw.few, 1]))
      return rowsOf(learner, A.as2D(draw.few, draw.many))
    },
    // Elements that are 0 and rows that are perpendicular already: a sign or a length that is taken of them is 0 as well.
    zeros: ({ learner, draw, tf }) => {
      const last = draw.few - 1
      const values = Array.from({ length: draw.few }, (_, i) =>
        Array.from({ length: draw.many }, (__, j) => (j === last - i ? 3 * (-1) ** i : j === last ? 1 : 0)),
      )
      return rowsOf(learner, tf.tensor2d(values))
    },
    // The last row is a sum of the others and a little that is not.
    nearlyDependent: ({ learner, draw, kit, tf }) => {
      const first = kit.gauss([draw.few - 1, draw.many], draw.seed + 2)
      const own = kit.gauss([1, draw.many], draw.seed + 3).mul(draw.apart)
      return rowsOf(learner, tf.concat([first, first.sum(0, true).add(own)]).as2D(draw.few, draw.many))
    },
    // The same matrices in both, made once: each costs its author some hundred launches or loops.
    chain: (context) => {
      const { draw, kit } = context
      const weights = Array.from({ length: Math.max(...DEPTHS) }, (_, l) => weightsAt(context, 100 + l))
      const spread = draw.gain / Math.sqrt(draw.width)
      const plain = weights.map(({ values }) => values)
      const near = plain.flatMap((one, i) =>
        plain.slice(i + 1, i + 1 + NEIGHBOURS).map((other) => [one, other] as const),
      )
      const gaussian = Array.from({ length: FACTORS }, (_, l) => {
        const values = kit
          .gauss([draw.width, draw.width], draw.seed + 500 + l)
          .mul(spread)
          .dataSync()
        return rowsFrom({ shape: [draw.width, draw.width], dtype: 'float32', values: [...values] })
      })
      return {
        depths: DEPTHS,
        gains: DEPTHS.map((depth) => gainOfChain(context, weights.slice(0, depth))),
        spectrum: singularValues(weights.slice(0, FACTORS).map(rowsFrom).reduce(product)),
        // For the plot: normal draws that keep lengths on average.
        gaussian: singularValues(gaussian.reduce(product)),
        norms: plain.map((one) => Math.sqrt(dot(one, one))),
        // Of each matrix by itself: of an orthogonal one it is the gain, as all others are.
        stretches: weights.map((one) => singularValues(rowsFrom(one))[0] ?? NaN),
        // ⟨Q_i, Q_j⟩ of all pairs, and the trace of each: of directions that have nothing to do with each other.
        overlaps: plain.flatMap((one, i) => plain.slice(0, i).map((other) => dot(one, other))),
        traces: plain.map((one) => trace(one, draw.width)),
        largest: plain.map((one) => Math.max(...one.map(Math.abs))),
        // Of seeds that lie side by side, the products of each row with each, and of each column with each.
        rowProducts: near.map(([one, other]) => largestProduct(one, other, draw.width)),
        columnProducts: near.map(([one, other]) =>
          largestProduct(turned(one, draw.width), turned(other, draw.width), draw.width),
        ),
        // What is left of a row or a column in the mean over all seeds.
        meanRows: lengthsOfRows(meanOf(plain), draw.width),
        meanColumns: lengthsOfRows(turned(meanOf(plain), draw.width), draw.width),
      }
    },
    // Gains far from one.
    gains: (context) => ({
      deviations: [0.01, 0.5, 40].map((gain) => deviationOfWeights(context, { n: context.draw.width, gain })),
    }),
    // Small matrices, also from draws that lie far out.
    sizes: (context) => {
      const { gain } = context.draw
      return {
        deviations: [
          ...[1, 2, 3].map((n) => deviationOfWeights(context, { n, gain })),
          ...FAR_OUT.map((seed) => deviationOfWeights(context, { n: 1, gain, seed })),
        ],
      }
    },
    randomness: (context) => {
      const { learner, draw } = context
      const seeds = [...SMALL_SEEDS, draw.seed + 100, ...FAR.map((far) => draw.seed + 100 + far)]
      const matrices = seeds.map((seed) => learner.orthogonalInit(draw.width, draw.gain, seed).values)
      const again = [0, 3].map((i) => learner.orthogonalInit(draw.width, draw.gain, seeds[i] ?? 0).values)
      return {
        overlaps: matrices.flatMap((one, i) => matrices.slice(0, i).map((other) => dot(one, other))),
        traces: matrices.map((one) => trace(one, draw.width)),
        sameSeed: [0, 3].map((i, k) => distance(matrices[i] ?? [], again[k] ?? [])),
      }
    },
  },
})

/** The rows that came back and, of all pairs of them, how far QQᵀ is from the identity. */
function rowsOf(learner: Learner, A: Tensor2D) {
  const given = A.arraySync()
  const Q = rowsFrom(learner.orthonormalRows(A))
  return { given, rows: Q, deviation: deviation(Q) }
}

/** ‖WWᵀ/g² − I‖ of a matrix that was asked for with the gain g. */
function deviationOfWeights(
  { learner, draw }: Context,
  { n, gain, seed = draw.seed + 600 }: { n: number; gain: number; seed?: number },
): number {
  const W = rowsFrom(learner.orthogonalInit(n, gain, seed))
  return deviation(W.map((row) => row.map((value) => value / gain)))
}

function deviation(Q: readonly number[][]): number {
  const errors = Q.flatMap((row, i) => Q.map((other, j) => dot(row, other) - (i === j ? 1 : 0)))
  return Math.sqrt(dot(errors, errors))
}

const turned = (values: readonly number[], n: number): number[] =>
  values.map((_, k) => values[(k % n) * n + Math.floor(k / n)] ?? NaN)

const rowOf = (values: readonly number[], i: number, n: number): number[] => values.slice(i * n, (i + 1) * n)

/** Largest |⟨row i of the one, row j of the other⟩|. */
function largestProduct(one: readonly number[], other: readonly number[], n: number): number {
  const [rows, others] = [one, other].map((values) => Array.from({ length: n }, (_, i) => rowOf(values, i, n)))
  return Math.max(...(rows ?? []).flatMap((row) => (others ?? []).map((against) => Math.abs(dot(row, against)))))
}

const meanOf = (matrices: readonly (readonly number[])[]): number[] =>
  (matrices[0] ?? []).map((_, k) => matrices.reduce((sum, one) => sum + (one[k] ?? NaN), 0) / matrices.length)

const lengthsOfRows = (values: readonly number[], n: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.sqrt(dot(rowOf(values, i, n), rowOf(values, i, n))))

/** ‖∂⟨u, x W_1 … W_L⟩/∂x‖ / ‖u‖ */
function gainOfChain({ draw, kit, tf }: Context, matrices: readonly Evidence[]): number {
  const upstream = kit.gauss([BATCH, draw.width], draw.seed + 4)
  const weights = matrices.map(({ shape, values }) => tf.tensor2d([...values], [shape[0] ?? 0, shape[1] ?? 0]))
  const loss = (x: Tensor) =>
    weights
      .reduce((h, W) => tf.matMul(h, W), x)
      .mul(upstream)
      .sum()
  return norm(tf.grad(loss)(kit.gauss([BATCH, draw.width], draw.seed + 5))) / norm(upstream)
}

const weightsAt = ({ learner, draw }: Context, offset: number): Evidence =>
  learner.orthogonalInit(draw.width, draw.gain, draw.seed + offset)

function rowsFrom({ shape, values }: Evidence): number[][] {
  const [rows = 0, columns = 0] = shape
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns))
}

function product(A: readonly number[][], B: readonly number[][]): number[][] {
  return A.map((row) => (B[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * (B[k]?.[j] ?? 0), 0)))
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0)
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? NaN)) ** 2, 0))
}

function trace(values: readonly number[], n: number): number {
  return Array.from({ length: n }, (_, i) => values[i * n + i] ?? NaN).reduce((sum, value) => sum + value, 0)
}
