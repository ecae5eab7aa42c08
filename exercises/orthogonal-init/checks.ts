import {
  allOf,
  atMost,
  cosine,
  defineChecks,
  dot,
  eachLayer,
  equal,
  isClose,
  near,
  norm,
  relativeDistance,
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
  /** ‖QQᵀ − I‖ for other gains and sizes, and for n = 1 where the first normal number is far out. */
  others: { gains: number[]; sizes: number[]; farOut: number[] }
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
      weight: 2,
      judge: ({ m }) =>
        allOf([m.square, m.wide, m.single, m.scaled, m.zeros].map((one) => atMost(one.deviation, DEVIATION))),
    },
    span: {
      needs: ['square', 'wide', 'single', 'scaled', 'zeros'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          (['square', 'wide', 'single', 'scaled', 'zeros'] as const).map((which) =>
            atMost(relativeDistance(m[which].rows.flat(), reference[which].rows.flat()), ROWS_REL),
          ),
        ),
    },
    'nearly-dependent': {
      needs: ['nearlyDependent'],
      weight: 2,
      judge: ({ m }) => atMost(m.nearlyDependent.deviation, DEVIATION),
    },
    chain: {
      needs: ['chain', 'others'],
      weight: 2,
      judge: ({ m, reference, draw }) =>
        allOf([
          eachLayer(reference.chain.depths, (depth, i) =>
            near(m.chain.gains[i] ?? NaN, draw.gain ** depth, { rel: CHAIN_REL }),
          ),
          ...[...m.others.gains, ...m.others.sizes, ...m.others.farOut].map((one) => atMost(one, DEVIATION)),
        ]),
    },
    random: {
      needs: ['chain', 'randomness'],
      weight: 1,
      judge: ({ m, draw: { gain } }) => {
        const { chain, randomness } = m
        return allOf([
          ...randomness.sameSeed.map((one) => equal(one, 0)),
          ...[...chain.overlaps, ...randomness.overlaps].map((one) => atMost(Math.abs(one) / gain ** 2, OVERLAP)),
          ...[...chain.traces, ...randomness.traces].map((one) => atMost(Math.abs(one) / gain, OVERLAP)),
          ...chain.largest.map((one) => atMost(one / gain, LARGEST)),
          ...[...chain.rowProducts, ...chain.columnProducts].map((one) => atMost(one / gain ** 2, LARGEST)),
          ...[...chain.meanRows, ...chain.meanColumns].map((one) => atMost(one / gain, MEAN_LENGTH)),
          atMost(Math.abs(chain.traces.reduce((sum, one) => sum + one, 0) / chain.traces.length) / gain, MEAN_TRACE),
        ])
      },
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
      fails: ['perpendicular', 'span', 'nearly-dependent', 'chain'],
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
      fails: ['chain'],
      recognise: ({ m, draw: { gain, width } }) =>
        (m.chain?.stretches ?? [NaN]).every((one) => isClose(one, gain, 3e-2)) &&
        (m.chain?.norms ?? [NaN]).every((one) => one < 0.9 * gain * Math.sqrt(width)),
    },
    'gaussian-weights': {
      fails: ['chain'],
      // As long as they should be in the mean, and no isometry, though the rows were at hand.
      recognise: ({ m, draw }) =>
        (m.square?.deviation ?? NaN) < DEVIATION &&
        spread(m.chain?.spectrum) > 10 &&
        (m.chain?.norms ?? [NaN]).every((one) => isClose(one, draw.gain * Math.sqrt(draw.width), 0.3)),
    },
    'forgets-gain': {
      fails: ['chain'],
      recognise: ({ m }) => (m.chain?.gains ?? [NaN]).every((gain) => Math.abs(gain - 1) < CHAIN_REL),
    },
    'one-seed': {
      fails: ['random'],
      recognise: ({ m, draw }) =>
        (m.chain?.overlaps ?? [NaN]).every((one) => Math.abs(one / draw.gain ** 2 - draw.width) < 1e-4 * draw.width),
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
