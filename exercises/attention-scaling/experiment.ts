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
  /** What is added to every score, far above the largest number whose exp float32 holds. */
  shift: number
}

interface Learner {
  attention(q: Tensor3D, K: Tensor3D, V: Tensor3D): Tensor3D
  queryGradNorms(scale: number, q: Tensor2D, K: Tensor3D, V: Tensor3D, up: Tensor2D): Evidence
}

type Context = SectionContext<Draw, Learner>

const QUERIES = 2
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
    keys: rng.integer(6, 8),
    small: rng.integer(9, 12),
    wide: rng.pick([192, 224, 256]),
    middle: rng.integer(24, 40),
    below: rng.uniform(0.6, 0.9),
    above: rng.uniform(1.1, 1.6),
    shift: rng.uniform(250, 350),
  }),

  sections: {
    output: (context) => measure(context, context.draw.seed, 0),
    // One column of q and K holds the same number everywhere: every score grows by the same, and the weights stay.
    large: (context) => measure(context, context.draw.seed + 10, context.draw.shift),
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
        sums: found.flatMap(({ rows }) => rows.slice(0, 4).map((row) => row.reduce((sum, weight) => sum + weight, 0))),
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
    scales: ({ learner, draw, kit, tf }) => {
      const [batch, keys, width] = [48, 16, draw.middle]
      const q = kit.gauss([batch, width], draw.seed + 50)
      const K = kit.gauss([batch, keys, width], draw.seed + 51)
      const V = kit.gauss([batch, keys, VALUES], draw.seed + 52)
      const up = tf.tensor2d(unitRows(kit.gauss([batch, VALUES], draw.seed + 53)))
      const norms = (scale: number) => learner.queryGradNorms(scale, q, K, V, up).values
      const [below, above] = [draw.below, draw.above].map((factor) => norms(factor / Math.sqrt(width)))
      return { below: below ?? [], above: above ?? [], one: norms(1), inverse: norms(1 / width) }
    },
  },
})

// On WebGL each kind of kernel costs its shader before it costs time: what prepares and compares is done in JavaScript.

function measure({ learner, draw, kit, tf }: Context, seed: number, shift: number) {
  const { heads, keys, small } = draw
  const column = Math.sqrt(shift * Math.sqrt(small))
  const withShift = (drawn: Tensor3D) => {
    const values = Array.from(drawn.dataSync(), (value, k) => (shift > 0 && k % small === 0 ? column : value))
    return tf.tensor3d(values, drawn.shape)
  }
  const q = withShift(kit.gauss([heads, QUERIES, small], seed))
  const K = withShift(kit.gauss([heads, keys, small], seed + 1))
  const V = kit.gauss([heads, keys, VALUES], seed + 2)
  const output = learner.attention(q, K, V)
  const numbers = (one: Tensor) => Array.from(one.dataSync())
  return { q: numbers(q), K: numbers(K), V: numbers(V), output: numbers(output) }
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
