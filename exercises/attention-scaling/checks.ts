import { allOf, atMost, defineChecks, isClose, near, norm, relativeDistance, within } from 'grader/judge'

interface Draw {
  heads: number
  keys: number
  small: number
  wide: number
  middle: number
}

/** Row by row: q [heads, queries, d_k], K [heads, keys, d_k], V [heads, keys, d_v], output [heads, queries, d_v]. */
interface Call {
  q: number[]
  K: number[]
  V: number[]
  output: number[]
}

interface Measured {
  output: Call
  /** Of other shapes, among them one query and one key. */
  shapes: { outputs: number[][] }
  /** In each head a query with scores near the shift, one with scores near 0, and one with scores near minus the shift. */
  large: Call
  /** In each head a query with scores of both kinds, one with scores near 0, and again one with both. */
  spread: Call
  /** Mean over the queries of the largest of 16 weights, for each d_k; and sums of the weights of single queries. */
  weights: { widths: number[]; largest: number[]; withoutScale: number[]; sums: number[] }
  /** Norms of 128 gradients, smallest first; beside them those of an attention without a scale. */
  gradient: { norms: number[]; withoutScale: number[] }
  /** The gradient of ⟨u, o⟩ at q, K and V, element by element. */
  backward: { q: number[]; K: number[]; V: number[] }
  /** Norms by queryGradNorms, for 1/√d_k, below and above it, 1/d_k, 1, and for scales below 0, 0, and steep ones of either sign. */
  scales: Record<(typeof SCALES)[number] | 'zero', number[]>
}

const SCALES = ['root', 'below', 'above', 'inverse', 'one', 'negative', 'steep', 'down', 'single'] as const

// Backends differ by 1e-6; the nearest wrong idea, the width of all heads instead of one, by a tenth and more.
const REL = 1e-4
// Scores of 300 and more are rounded to 3e-5 each.
const LARGE_REL = 2e-3
// Without a scale the scores reach 20, with a steep one a thousand, and the small gradients are differences of nearly equal
// numbers: of the vector of norms some 1e-5 are lost.
const NORMS_REL = 1e-3
const GRADIENT_REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    output: {
      needs: ['output', 'shapes'],
      weight: 3,
      judge: ({ m, reference, draw }) =>
        allOf([
          atMost(relativeDistance(m.output.output, attend(reference.output, draw)), REL),
          ...reference.shapes.outputs.map((one, i) => atMost(relativeDistance(m.shapes.outputs[i] ?? [], one), REL)),
        ]),
    },
    'weights-add-up': {
      needs: ['weights'],
      weight: 1,
      judge: ({ m }) => allOf(m.weights.sums.map((sum) => near(sum, 1, { abs: 1e-4 }))),
    },
    sharpness: {
      needs: ['weights'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          reference.weights.largest
            .map((value, i) => near(m.weights.largest[i] ?? NaN, value, { rel: 1e-3 }))
            .toReversed(),
        ),
    },
    'large-scores': {
      needs: ['large', 'spread'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        allOf(
          (['large', 'spread'] as const).map((name) =>
            atMost(relativeDistance(m[name].output, attend(reference[name], draw)), LARGE_REL),
          ),
        ),
    },
    gradients: {
      needs: ['backward'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          (['q', 'K', 'V'] as const).map((name) =>
            atMost(relativeDistance(m.backward[name], reference.backward[name]), GRADIENT_REL),
          ),
        ),
    },
    // Over 150 draws the median of a right answer is 0.269 with a deviation of 0.0124, and the tail 1.76 with 0.12: the limits
    // lie five deviations away and more. The scale of three heads taken together gives 0.145, 1/d_k 0.015. Without
    // a scale the median scatters from 0.006 to 0.3, and the tail from 30 up.
    'typical-gradient': {
      needs: ['gradient'],
      weight: 2,
      judge: ({ m }) => within(quantile(m.gradient.norms, 0.5), 0.2, 0.335),
    },
    tail: {
      needs: ['gradient'],
      weight: 1,
      judge: ({ m }) => within(quantile(m.gradient.norms, 0.95) / quantile(m.gradient.norms, 0.5), 1.1, 3),
    },
    'every-scale': {
      needs: ['scales'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          ...SCALES.map((name) => atMost(relativeDistance(m.scales[name], reference.scales[name]), NORMS_REL)),
          atMost(norm(m.scales.zero), NORMS_REL),
        ]),
    },
  },

  misconceptions: {
    'no-scale': {
      fails: ['output', 'sharpness', 'gradients', 'tail'],
      recognise: (context) => follows(context, { scale: 1 }),
    },
    'divides-by-d-k': {
      fails: ['output', 'sharpness', 'typical-gradient'],
      recognise: (context) => follows(context, { scale: 1 / context.draw.small }),
    },
    'width-of-all-heads': {
      fails: ['output', 'sharpness', 'typical-gradient'],
      recognise: (context) => follows(context, { scale: 1 / Math.sqrt(context.draw.small * context.draw.heads) }),
    },
    'scales-the-output': {
      fails: ['output', 'weights-add-up', 'sharpness', 'tail'],
      recognise: (context) => follows(context, { scale: 1, after: 1 / Math.sqrt(context.draw.small) }),
    },
    'softmax-over-queries': {
      fails: ['output', 'weights-add-up', 'sharpness'],
      recognise: (context) =>
        follows(context, { overQueries: true }) || follows(context, { overQueries: true, scale: 1 }),
    },
    overflows: {
      fails: ['large-scores'],
      recognise: (context) => {
        const [high, middle] = lostQueries(context)
        return high === true && middle === false
      },
    },
    'one-shift-for-all': {
      fails: ['large-scores'],
      recognise: (context) => {
        const [high, , low] = lostQueries(context)
        return high === false && low === true
      },
    },
    'ignores-the-scale': {
      fails: ['every-scale'],
      recognise: ({ m }) => same(m.scales?.above, m.scales?.one) && same(m.scales?.inverse, m.scales?.one),
    },
    'softmax-gradient-alone': {
      fails: ['every-scale'],
      // The scale itself is missing as a factor: nothing shows where it is 1.
      recognise: ({ m, reference, draw }) =>
        same(m.scales?.one, reference.scales?.one) &&
        same(
          m.scales?.inverse,
          reference.scales?.inverse.map((value) => value * draw.middle),
        ),
    },
    'divides-besides': {
      fails: ['every-scale'],
      // At the scale 1 it measures what belongs to 1/√d_k.
      recognise: ({ m, reference }) =>
        same(m.scales?.one, reference.scales?.root) && !same(m.scales?.root, reference.scales?.root),
    },
    'one-norm-for-all': {
      fails: ['every-scale'],
      recognise: ({ m }) => {
        const [first = NaN, ...others] = m.scales?.above ?? []
        return first > 0 && others.length > 0 && others.every((value) => isClose(value, first, 1e-6))
      },
    },
    // Right where scores are small. Where one is large, of either sign, the norm is 0.
    'large-scores-give-zero': {
      fails: ['every-scale'],
      recognise: ({ m, reference }) =>
        same(m.scales?.root, reference.scales?.root) &&
        m.scales?.steep[0] === 0 &&
        (reference.scales?.steep[0] ?? 0) > 0 &&
        m.scales?.one.at(-1) === 0 &&
        (reference.scales?.one.at(-1) ?? 0) > 0,
    },
  },

  plots: {
    gradients: {
      needs: ['gradient'],
      x: 'quantile',
      y: 'gradient-norm',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: quantiles(m.gradient.norms),
        reference: quantiles(reference.gradient.norms),
        baseline: quantiles(reference.gradient.withoutScale),
      }),
    },
    sharpness: {
      needs: ['weights'],
      x: 'width',
      y: 'value',
      xScale: 'log',
      draw: ({ m, reference }) => {
        const against = (values: readonly number[]): Array<[number, number]> =>
          reference.weights.widths.map((width, i): [number, number] => [width, values[i] ?? NaN])
        return {
          mine: against(m.weights.largest),
          reference: against(reference.weights.largest),
          baseline: against(reference.weights.withoutScale),
        }
      },
    },
  },
})

interface Asked {
  m: Partial<Measured>
  reference: Partial<Measured>
  draw: Draw
}

interface Way {
  /** Factor of the scores, 1/√d_k when left out. */
  scale?: number
  /** Factor of the output. */
  after?: number
  /** The weights of one key over all queries add up to 1. */
  overQueries?: boolean
}

/** softmax(scale · q Kᵀ) V in float64, head by head. */
function attend({ q, K, V }: Call, { heads, keys, small }: Draw, way: Way = {}): number[] {
  const { scale = 1 / Math.sqrt(small), after = 1, overQueries = false } = way
  const queries = q.length / (heads * small)
  const values = V.length / (heads * keys)
  return range(heads).flatMap((head) => {
    const scores = range(queries).map((i) =>
      range(keys).map((j) => {
        const [row, column] = [(head * queries + i) * small, (head * keys + j) * small]
        return scale * range(small).reduce((sum, k) => sum + (q[row + k] ?? NaN) * (K[column + k] ?? NaN), 0)
      }),
    )
    const weights = overQueries ? transpose(transpose(scores).map(softmax)) : scores.map(softmax)
    return weights.flatMap((row) =>
      range(values).map(
        (k) => after * row.reduce((sum, weight, j) => sum + weight * (V[(head * keys + j) * values + k] ?? NaN), 0),
      ),
    )
  })
}

/**
 * For the queries with high, middle and low scores: do their weights come from ∞/∞ or 0/0? That is NaN, or on WebGL, which takes
 * both for 1, a weight of 1 for every key.
 */
function lostQueries({ m, reference, draw }: Asked): boolean[] {
  const output = m.large?.output
  if (output === undefined || reference.large === undefined) return []
  const values = reference.large.V.length / (draw.heads * draw.keys)
  const sums = sumsOfValues(reference.large, draw)
  const right = attend(reference.large, draw)
  return range(3).map((which) => {
    const ofQuery = (numbers: readonly number[]) => numbers.filter((_, k) => Math.floor(k / values) % 3 === which)
    const mine = ofQuery(output)
    if (isNear(mine, ofQuery(right), LARGE_REL)) return false
    return mine.every((value) => !Number.isFinite(value)) || isNear(mine, ofQuery(sums), 1e-3)
  })
}

/** For each query the sum of all rows of V. */
function sumsOfValues({ q, V }: Call, { heads, keys, small }: Draw): number[] {
  const [queries, values] = [q.length / (heads * small), V.length / (heads * keys)]
  return range(heads * queries).flatMap((row) => {
    const first = Math.floor(row / queries) * keys
    return range(values).map((k) => range(keys).reduce((sum, j) => sum + (V[(first + j) * values + k] ?? NaN), 0))
  })
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const total = powers.reduce((sum, one) => sum + one, 0)
  return powers.map((one) => one / total)
}

const transpose = (rows: readonly (readonly number[])[]): number[][] =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? NaN))

const range = (length: number): number[] => Array.from({ length }, (_, i) => i)

/** The output is the one that this way of computing gives. */
const follows = ({ m, reference, draw }: Asked, way: Way): boolean =>
  reference.output !== undefined && isNear(m.output?.output, attend(reference.output, draw, way), 1e-3)

const isNear = (mine: readonly number[] | undefined, expected: readonly number[] | undefined, rel: number): boolean =>
  mine !== undefined && expected !== undefined && relativeDistance(mine, expected) <= rel

const same = (mine: readonly number[] | undefined, expected: readonly number[] | undefined): boolean =>
  isNear(mine, expected, 2e-3)

/** The value below which a share of them lies, from values in order. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? NaN
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? NaN) - low)
}

/** What is smaller is drawn here: float32 takes it for the difference of equal numbers. */
const FLOOR = 1e-8

const quantiles = (sorted: readonly number[]): Array<[number, number]> =>
  range(19).map((i): [number, number] => [(i + 1) / 20, Math.max(FLOOR, quantile(sorted, (i + 1) / 20))])
