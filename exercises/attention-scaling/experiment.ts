import { defineExperiment, fn, live, number, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor, Tensor2D, Tensor3D } from 'grader/experiments'

interface Draw {
  seed: number
  heads: number
  keys: number
  /** d_k of the small cases, of the one whose gradients are measured, and of queryGradNorms. */
  small: number
  wide: number
  middle: number
  /** Scales for queryGradNorms, in units of 1/√d_k. */
  below: number
  above: number
  /** A scale that takes scores above 709, where exp overflows in float64 as well. */
  steep: number
  /** What is added to every score, far above the largest number whose exp float32 holds. */
  shift: number
}

interface Learner {
  attention(q: Tensor3D, K: Tensor3D, V: Tensor3D): Tensor3D
  queryGradNorms(scale: number, q: Tensor2D, K: Tensor3D, V: Tensor3D, up: Tensor2D): Evidence
}

type Context = SectionContext<Draw, Learner>

const VALUES = 5
const WIDTHS = [4, 32, 256]

export default defineExperiment<Draw, Learner>({
  exports: {
    attention: fn(
      {
        q: tensor(['heads', 'queries', 'd_k']),
        K: tensor(['heads', 'keys', 'd_k']),
        V: tensor(['heads', 'keys', 'd_v']),
      },
      live(['heads', 'queries', 'd_v']),
    ),
    queryGradNorms: fn(
      {
        scale: number(),
        q: tensor(['batch', 'd_k']),
        K: tensor(['batch', 'keys', 'd_k']),
        V: tensor(['batch', 'keys', 'd_v']),
        up: tensor(['batch', 'd_v']),
      },
      tensor(['batch']),
    ),
  },

  // No two sizes are alike, so that a wrong axis has a wrong length or a wrong scale.
  draw: (rng) => ({
    seed: rng.seed(),
    heads: rng.integer(3, 4),
    // Even: on WebGL the product of matrices reads one column beyond an odd number, where exp of a shifted score is Infinity.
    keys: rng.pick([6, 8]),
    small: rng.integer(9, 12),
    wide: rng.pick([192, 224, 256]),
    middle: rng.integer(24, 40),
    below: rng.uniform(0.6, 0.9),
    above: rng.uniform(1.1, 1.6),
    steep: rng.uniform(4, 6),
    shift: rng.uniform(250, 350),
  }),

  sections: {
    output: (context) => measure(context, context.draw.seed, [0, 0]),
    // More queries than keys, and one of everything.
    shapes: ({ learner, draw, kit }) => {
      const outputs = [
        [1, 9, 2, 3, 1],
        [2, 1, 7, 1, 4],
        [5, 1, 1, 4, 2],
      ].map(([heads = NaN, queries = NaN, keys = NaN, width = NaN, values = NaN], i) => {
        const q = kit.gauss([heads, queries, width], draw.seed + 60 + 3 * i)
        const K = kit.gauss([heads, keys, width], draw.seed + 61 + 3 * i)
        const V = kit.gauss([heads, keys, values], draw.seed + 62 + 3 * i)
        return Array.from(learner.attention(q, K, V).dataSync())
      })
      return { outputs }
    },
    // One column of K holds the same number everywhere: every score of a query grows by the same, and the weights stay.
    large: (context) => {
      const { shift } = context.draw
      return measure(context, context.draw.seed + 10, [shift, 0, -shift])
    },
    // The column holds the number with either sign: the scores of one query lie near the shift and near minus the shift.
    spread: (context) => {
      const { shift } = context.draw
      return measure(context, context.draw.seed + 80, [shift, 0, -shift], (key) => (key % 2 === 0 ? 1 : -1))
    },
    // V is the identity, so the output is the weights.
    weights: ({ learner, draw, kit, tf }) => {
      const [heads, queries, keys] = [8, 16, 16]
      const eye = Array.from({ length: heads * keys * keys }, (_, k) =>
        k % keys === Math.floor(k / keys) % keys ? 1 : 0,
      )
      const V = tf.tensor3d(eye, [heads, keys, keys])
      const found = WIDTHS.map((width, i) => {
        const q = kit.gauss([heads, queries, width], draw.seed + 20 + 2 * i)
        const K = kit.gauss([heads, keys, width], draw.seed + 21 + 2 * i)
        const without = plainWeights(q, K)
        return { rows: rowsOf(learner.attention(q, K, V).dataSync(), keys), without }
      })
      return {
        widths: WIDTHS,
        largest: found.map(({ rows }) => mean(rows.map((row) => Math.max(...row)))),
        withoutScale: found.map(({ without }) => mean(without.map((row) => Math.max(...row)))),
        sums: found.flatMap(({ rows }) => rows.map((row) => row.reduce((sum, weight) => sum + weight, 0))),
      }
    },
    // ‖∂⟨u, o⟩/∂q‖ of 128 queries through the learner's attention, ‖u‖ = 1 for each.
    gradient: ({ learner, draw, kit, tf }) => {
      const [heads, queries, keys] = [8, 16, 16]
      const q = kit.gauss([heads, queries, draw.wide], draw.seed + 40)
      const K = kit.gauss([heads, keys, draw.wide], draw.seed + 41)
      const V = kit.gauss([heads, keys, keys], draw.seed + 42)
      const units = unitRows(kit.gauss([heads * queries, keys], draw.seed + 43))
      const up = tf.tensor3d(units.flat(), [heads, queries, keys])
      const loss = (input: Tensor) =>
        learner
          .attention(input.as3D(heads, queries, draw.wide), K, V)
          .mul(up)
          .sum()
      const rows = rowsOf(tf.grad(loss)(q).dataSync(), draw.wide)
      const inOrder = (values: number[]) => values.toSorted((a, b) => a - b)
      return {
        norms: inOrder(rows.map((row) => Math.hypot(...row))),
        withoutScale: inOrder(plainGradientNorms({ q, K, V, units })),
      }
    },
    // All elements of the three gradients, for inputs as small as those of `output`.
    backward: ({ learner, draw, kit, tf }) => {
      const { heads, keys, small } = draw
      const up = kit.gauss([heads, 2, VALUES], draw.seed + 33)
      const loss = (q: Tensor, K: Tensor, V: Tensor) => {
        const output = learner.attention(
          q.as3D(heads, 2, small),
          K.as3D(heads, keys, small),
          V.as3D(heads, keys, VALUES),
        )
        return tf.sum(tf.mul(output, up))
      }
      const inputs = [[2, small] as const, [keys, small] as const, [keys, VALUES] as const].map(([rows, width], i) =>
        kit.gauss([heads, rows, width], draw.seed + 30 + i),
      )
      const [q, K, V] = tf
        .grads(loss)(inputs)
        .map((one) => Array.from(one.dataSync()))
      return { q: q ?? [], K: K ?? [], V: V ?? [] }
    },
    scales: ({ learner, draw, kit, tf }) => {
      const [batch, keys, width] = [12, 16, draw.middle]
      const q = kit.gauss([batch, width], draw.seed + 50)
      const K = withSpecialKeys(tf, q, kit.gauss([batch, keys, width], draw.seed + 51))
      const V = kit.gauss([batch, keys, VALUES], draw.seed + 52)
      const units = unitRows(kit.gauss([batch, VALUES], draw.seed + 53))
      // `up` of every length, 0 among them.
      const up = tf.tensor2d(units.map((row, b) => row.map((value) => value * (b === 1 ? 0 : 0.5 + b / 3))))
      const norms = (scale: number) => learner.queryGradNorms(scale, q, K, V, up).values
      const root = 1 / Math.sqrt(width)
      const single = [kit.gauss([1, 3], draw.seed + 54), kit.gauss([1, 2, 3], draw.seed + 55)] as const
      const singleValues = kit.gauss([1, 2, 1], draw.seed + 56)
      return {
        root: norms(root),
        below: norms(draw.below * root),
        above: norms(draw.above * root),
        inverse: norms(1 / width),
        one: norms(1),
        negative: norms(-draw.above * root),
        zero: norms(0),
        steep: norms(draw.steep),
        down: norms(-draw.steep),
        single: learner.queryGradNorms(-0.5, single[0], single[1], singleValues, tf.tensor2d([[3]])).values,
      }
    },
  },
})

// On WebGL each kind of kernel costs its shader before it costs time: what prepares and compares is done in JavaScript.

/**
 * @param shifts what is added to the scores of each query, in every head
 * @param signOf by which it is multiplied for each key
 */
function measure(
  { learner, draw, kit, tf }: Context,
  seed: number,
  shifts: number[],
  signOf: (key: number) => number = () => 1,
) {
  const { heads, keys, small } = draw
  const column = Math.sqrt(Math.max(...shifts) * Math.sqrt(small))
  /** With the first column replaced, if there is a shift. */
  const withColumn = (drawn: Tensor3D, element: (row: number) => number) => {
    const values = Array.from(drawn.dataSync(), (value, k) =>
      column > 0 && k % small === 0 ? element(k / small) : value,
    )
    return tf.tensor3d(values, drawn.shape)
  }
  const q = withColumn(
    kit.gauss([heads, shifts.length, small], seed),
    (row) => ((shifts[row % shifts.length] ?? NaN) * Math.sqrt(small)) / column,
  )
  const K = withColumn(kit.gauss([heads, keys, small], seed + 1), (row) => column * signOf(row % keys))
  const V = kit.gauss([heads, keys, VALUES], seed + 2)
  const output = learner.attention(q, K, V)
  const numbers = (one: Tensor) => Array.from(one.dataSync())
  return { q: numbers(q), K: numbers(K), V: numbers(V), output: numbers(output) }
}

/** The score of the twins at the scale 1: times 4, the least steep scale, it lies far above 709, and times 1/√24 far below 88. */
const PEAK = 250

/**
 * Two keys of the first example have the same score, far above all others, and two of the last one far below: however steep a
 * scale is, of either sign, one example is left whose weights are not 0 and 1 alone, so that the norms are not rounding. The keys
 * of the third example agree in one column: there its gradient is 0, and its norm is not.
 */
function withSpecialKeys(tf: Context['tf'], q: Tensor2D, K: Tensor3D): Tensor3D {
  const [batch, keys, width] = K.shape
  const queries = rowsOf(q.dataSync(), width)
  const rows = rowsOf(K.dataSync(), width)
  for (const [example, peak] of [
    [0, PEAK],
    [batch - 1, -PEAK],
  ] as const) {
    const query = queries[example] ?? []
    const other = rows[example * keys] ?? []
    const along = peak / dot(query, query)
    const share = dot(other, query) / dot(query, query)
    const across = other.map((value, k) => value - share * (query[k] ?? NaN))
    for (const side of [0, 1]) {
      rows[example * keys + side] = query.map((value, k) => along * value + (side === 0 ? 1 : -1) * (across[k] ?? NaN))
    }
  }
  for (const row of rows.slice(2 * keys, 3 * keys)) row[0] = 0
  return tf.tensor3d(rows.flat(), [batch, keys, width])
}

/** Gaussian rows, each divided by its length. */
const unitRows = (drawn: Tensor2D): number[][] =>
  rowsOf(drawn.dataSync(), drawn.shape[1]).map((row) => {
    const length = Math.hypot(...row)
    return row.map((value) => value / length)
  })

/** Rows of softmax(q Kᵀ), head by head: what the plots are drawn against. */
function plainWeights(q: Tensor3D, K: Tensor3D): number[][] {
  const [, queries, width] = q.shape
  const keys = rowsOf(K.dataSync(), width)
  return rowsOf(q.dataSync(), width).map((query, i) => {
    const head = Math.floor(i / queries)
    const scores = keys.slice(head * K.shape[1], (head + 1) * K.shape[1]).map((key) => dot(query, key))
    const top = Math.max(...scores)
    const powers = scores.map((score) => Math.exp(score - top))
    const total = powers.reduce((sum, one) => sum + one, 0)
    return powers.map((one) => one / total)
  })
}

/** ‖Σ_j p_j (a_j − ā) k_j‖ for each query, with a_j = ⟨u, V_j⟩ and the weights p of softmax(q Kᵀ). */
function plainGradientNorms({
  q,
  K,
  V,
  units,
}: {
  q: Tensor3D
  K: Tensor3D
  V: Tensor3D
  units: number[][]
}): number[] {
  const [, keys, width] = K.shape
  const [keyRows, valueRows] = [rowsOf(K.dataSync(), width), rowsOf(V.dataSync(), V.shape[2])]
  return plainWeights(q, K).map((weights, i) => {
    const first = Math.floor(i / q.shape[1]) * keys
    const gains = weights.map((_, j) => dot(units[i] ?? [], valueRows[first + j] ?? []))
    const average = dot(weights, gains)
    const gradient = new Float64Array(width)
    weights.forEach((weight, j) => {
      const row = keyRows[first + j] ?? []
      for (let k = 0; k < width; k++) {
        gradient[k] = (gradient[k] ?? NaN) + weight * ((gains[j] ?? NaN) - average) * (row[k] ?? NaN)
      }
    })
    return Math.hypot(...gradient)
  })
}

const rowsOf = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) =>
    Array.from({ length: width }, (_unused, i) => values[row * width + i] ?? NaN),
  )

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0)

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
