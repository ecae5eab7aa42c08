import {
  allOf,
  atMost,
  cosine,
  defineChecks,
  dot,
  equal,
  isClose,
  near,
  norm,
  relativeDistance,
  within,
} from 'grader/judge'

interface Draw {
  width: number
  gain: number
}

interface Rows {
  /** A. */
  given: number[][]
  rows: number[][]
  deviation: number
}

interface Measured {
  square: Rows
  wide: Rows
  single: Rows
  scaled: Rows
  zeros: Rows
  nearlyDependent: Rows
  chain: {
    depths: number[]
    gains: number[]
    spectrum: number[]
    gaussian: number[]
    norms: number[]
    /** The largest singular value of each matrix. */
    stretches: number[]
    overlaps: number[]
    traces: number[]
    largest: number[]
    rowProducts: number[]
    columnProducts: number[]
    meanRows: number[]
    meanColumns: number[]
  }
  /** ‖WWᵀ/g² − I‖ for gains far from one, and for small n, among them n = 1 where the first normal number is far out. */
  gains: { deviations: number[] }
  sizes: { deviations: number[] }
  randomness: { overlaps: number[]; traces: number[]; sameSeed: number[] }
}

// float32 rounds each element of Q: ‖QQᵀ − I‖_F is about 3e-7 for six rows. One pass in float32 leaves 1e-3 to 1e-2 where a
// row stands 3e-5 off the others' span.
const DEVIATION = 1e-4
// Two sound ways differ by rounding alone, 1e-6; a flipped row, or rows in another order, by 0.5 and more.
const ROWS_REL = 1e-3
// Thirty matrices, each orthogonal to 1e-6: 1e-5 at most. The task's own tolerance.
const CHAIN_REL = 1e-3
// Of independent Haar matrices ⟨Q_i, Q_j⟩ and the trace have mean 0 and variance 1: beyond 7 with probability 1e-11.
const OVERLAP = 7
// P(|q| > 0.95) = 4e-13 for one element at n = 24 (density ∝ (1 − q²)^((n − 3)/2)), 5e-8 over all products that are looked at.
const LARGEST = 0.95
// The mean of thirty rows has the length 1/√30 = 0.18 with a deviation of 0.026; 0.4 is eight of them away. Draws from [0, 1)
// leave 0.87 of the first row.
const MEAN_LENGTH = 0.4
// The mean of thirty traces scatters by 1/√30; signs that make the diagonal positive give 3.9 at n = 24.
const MEAN_TRACE = 1.5

export default defineChecks<Measured, Draw>({
  checks: {
    perpendicular: {
      needs: ['square', 'wide', 'single', 'scaled', 'zeros'],
      weight: 3,
      judge: ({ m }) =>
        allOf([m.square, m.wide, m.single, m.scaled, m.zeros].map((one) => atMost(one.deviation, DEVIATION))),
    },
    span: {
      needs: ['square', 'wide', 'single', 'scaled', 'zeros'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf(
          (['square', 'wide', 'single', 'scaled', 'zeros'] as const).map((which) =>
            atMost(relativeDistance(m[which].rows.flat(), reference[which].rows.flat()), ROWS_REL),
          ),
        ),
    },
    'nearly-dependent': {
      needs: ['nearlyDependent'],
      weight: 3,
      judge: ({ m }) => atMost(m.nearlyDependent.deviation, DEVIATION),
    },
    chain: {
      needs: ['chain'],
      weight: 3,
      // The shortest chain that is wrong is shown, with its length for the layer.
      judge: ({ m, reference, draw }) =>
        allOf(
          reference.chain.depths.map((depth, i) => ({
            ...near(m.chain.gains[i] ?? NaN, draw.gain ** depth, { rel: CHAIN_REL }),
            layer: depth,
          })),
        ),
    },
    gains: {
      needs: ['gains'],
      weight: 1,
      judge: ({ m }) => atMost(Math.max(...m.gains.deviations), DEVIATION),
    },
    sizes: {
      needs: ['sizes'],
      weight: 1,
      judge: ({ m }) => atMost(Math.max(...m.sizes.deviations), DEVIATION),
    },
    repeats: {
      needs: ['randomness'],
      weight: 1,
      judge: ({ m }) => equal(Math.max(...m.randomness.sameSeed), 0),
    },
    unrelated: {
      needs: ['chain', 'randomness'],
      weight: 1,
      judge: ({ m, draw }) =>
        atMost(largestSize([...m.chain.overlaps, ...m.randomness.overlaps]) / draw.gain ** 2, OVERLAP),
    },
    'shared-rows': {
      needs: ['chain'],
      weight: 1,
      judge: ({ m: { chain }, draw }) =>
        atMost(largestSize([...chain.rowProducts, ...chain.columnProducts]) / draw.gain ** 2, LARGEST),
    },
    identity: {
      needs: ['chain', 'randomness'],
      weight: 1,
      judge: ({ m, draw }) => atMost(largestSize([...m.chain.traces, ...m.randomness.traces]) / draw.gain, OVERLAP),
    },
    'large-elements': {
      needs: ['chain'],
      weight: 1,
      judge: ({ m, draw }) => atMost(largestSize(m.chain.largest) / draw.gain, LARGEST),
    },
    mean: {
      needs: ['chain'],
      weight: 1,
      judge: ({ m: { chain }, draw }) =>
        atMost(largestSize([...chain.meanRows, ...chain.meanColumns]) / draw.gain, MEAN_LENGTH),
    },
    'mean-trace': {
      needs: ['chain'],
      weight: 1,
      judge: ({ m: { chain }, draw }) =>
        within(
          chain.traces.reduce((sum, one) => sum + one, 0) / chain.traces.length / draw.gain,
          -MEAN_TRACE,
          MEAN_TRACE,
        ),
    },
  },

  misconceptions: {
    'columns-instead': {
      fails: ['perpendicular', 'span'],
      // Square rows are as good as columns; of wide ones some columns have nothing left, NaN perhaps.
      recognise: ({ m }) =>
        m.square !== undefined && m.wide !== undefined && m.square.deviation < DEVIATION && !(m.wide.deviation <= 0.1),
    },
    'only-normalised': {
      fails: ['perpendicular', 'span', 'nearly-dependent', 'chain', 'gains', 'sizes'],
      recognise: ({ m }) => hasRows(m.square, (given) => given.map(normalised)),
    },
    'raw-rows': {
      fails: ['perpendicular', 'span', 'nearly-dependent'],
      recognise: ({ m }) => hasRows(m.square, withoutRawRows),
    },
    // The right rows, and some of them the other way round.
    'other-side': {
      fails: ['span'],
      recognise: ({ m, reference }) => {
        const all = (['square', 'wide', 'single', 'scaled'] as const).map(
          (which) => [m[which], reference[which]] as const,
        )
        return (
          all.every(([mine, right]) => isUpToSides(mine, right)) &&
          all.some(([mine, right]) => mine?.rows.some((row, i) => cosine(row, right?.rows[i] ?? []) < 0))
        )
      },
    },
    // Well-behaved rows come out right. Where one nearly vanishes all have length 1, and are not perpendicular.
    'one-pass': {
      fails: ['nearly-dependent'],
      recognise: ({ m, reference }) =>
        isThis(m.wide, reference.wide) &&
        (m.nearlyDependent?.deviation ?? 0) > DEVIATION &&
        (m.nearlyDependent?.rows ?? []).every((row) => Math.abs(norm(row) - 1) < 1e-3),
    },
    // The largest singular value is the gain; the others are not, so that the matrix is shorter than an orthogonal one.
    'spectral-norm': {
      fails: ['chain', 'gains', 'sizes'],
      recognise: ({ m, draw: { gain, width } }) =>
        (m.chain?.stretches ?? [NaN]).every((one) => isClose(one, gain, 3e-2)) &&
        (m.chain?.norms ?? [NaN]).every((one) => one < 0.9 * gain * Math.sqrt(width)),
    },
    'gaussian-weights': {
      fails: ['chain', 'gains', 'sizes'],
      // As long as they should be in the mean, and no isometry, though the rows were at hand.
      recognise: ({ m, draw }) =>
        (m.square?.deviation ?? NaN) < DEVIATION &&
        spread(m.chain?.spectrum) > 10 &&
        (m.chain?.norms ?? [NaN]).every((one) => isClose(one, draw.gain * Math.sqrt(draw.width), 0.3)),
    },
    'forgets-gain': {
      fails: ['chain', 'gains', 'sizes'],
      recognise: ({ m }) => (m.chain?.gains ?? [NaN]).every((gain) => Math.abs(gain - 1) < CHAIN_REL),
    },
    'one-seed': {
      fails: ['unrelated', 'shared-rows', 'mean'],
      recognise: ({ m, draw }) =>
        (m.chain?.overlaps ?? [NaN]).every((one) => Math.abs(one / draw.gain ** 2 - draw.width) < 1e-4 * draw.width),
    },
    'seed-zero': {
      fails: ['repeats'],
      // Seed 0 gives another matrix the second time, and the other seed that was asked for twice does not.
      recognise: ({ m, draw: { gain, width } }) => {
        const [zero = NaN, other = NaN] = m.randomness?.sameSeed ?? []
        return zero > 0.5 * gain * Math.sqrt(width) && other === 0
      },
    },
    // I − 2vvᵀ/‖v‖², or the same with the other sign: orthogonal, and of the trace n − 2.
    'one-reflection': {
      fails: ['unrelated', 'identity', 'large-elements', 'mean', 'mean-trace'],
      recognise: ({ m, draw: { gain, width } }) =>
        (m.chain?.norms ?? [NaN]).every((one) => isClose(one, gain * Math.sqrt(width), 1e-3)) &&
        (m.chain?.traces ?? [NaN]).every((one) => isClose(Math.abs(one), gain * (width - 2), 1e-3)),
    },
  },

  plots: {
    spectrum: {
      needs: ['chain'],
      x: 'index',
      y: 'singular-value',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: ranked(m.chain.spectrum),
        reference: ranked(reference.chain.spectrum),
        baseline: ranked(reference.chain.gaussian),
      }),
    },
  },
})

const ranked = (values: readonly number[]): Array<[number, number]> => values.map((value, i) => [i + 1, value])

/** NaN where any is. */
const largestSize = (values: readonly number[]): number => Math.max(...values.map(Math.abs))

/** Largest over smallest. */
const spread = (values: readonly number[] = []): number => Math.max(...values) / Math.min(...values)

const normalised = (row: readonly number[]): number[] => row.map((value) => value / norm(row))

/** From each row its projections on the rows before it are taken as these were given. */
const withoutRawRows = (given: readonly number[][]): number[][] =>
  given.map((row, i) =>
    normalised(
      given
        .slice(0, i)
        .reduce<number[]>(
          (rest, earlier) =>
            rest.map((value, k) => value - (dot(row, earlier) / dot(earlier, earlier)) * (earlier[k] ?? NaN)),
          row,
        ),
    ),
  )

const hasRows = (one: Rows | undefined, made: (given: number[][]) => number[][]): boolean =>
  one !== undefined && relativeDistance(one.rows.flat(), made(one.given).flat()) <= ROWS_REL

const isThis = (mine: Rows | undefined, expected: Rows | undefined): boolean =>
  relativeDistance(mine?.rows.flat() ?? [], expected?.rows.flat() ?? []) <= ROWS_REL

const isUpToSides = (mine: Rows | undefined, expected: Rows | undefined): boolean =>
  mine?.rows.every((row, i) => Math.abs(Math.abs(cosine(row, expected?.rows[i] ?? [])) - 1) < ROWS_REL) ?? false
