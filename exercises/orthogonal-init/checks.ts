import { allOf, atMost, defineChecks, eachLayer, equal, near, relativeDistance } from 'grader/judge'

interface Draw {
  width: number
  gain: number
}

interface Rows {
  rows: number[]
  deviation: number
}

interface Measured {
  square: Rows
  wide: Rows
  single: Rows
  nearlyDependent: Rows
  chain: { depths: number[]; gains: number[]; spectrum: number[]; gaussian: number[] }
  randomness: { overlaps: number[]; traces: number[]; largest: number[]; sameSeed: number }
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
// P(|q| > 0.99) = 1e-11 for one element at n = 16 (density ∝ (1 − q²)^((n − 3)/2)), 1e-8 over all of them.
const LARGEST = 0.99

export default defineChecks<Measured, Draw>({
  checks: {
    perpendicular: {
      needs: ['square', 'wide', 'single'],
      weight: 2,
      judge: ({ m }) => allOf([m.square, m.wide, m.single].map((one) => atMost(one.deviation, DEVIATION))),
    },
    span: {
      needs: ['square', 'wide'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          atMost(relativeDistance(m.square.rows, reference.square.rows), ROWS_REL),
          atMost(relativeDistance(m.wide.rows, reference.wide.rows), ROWS_REL),
        ]),
    },
    'nearly-dependent': {
      needs: ['nearlyDependent'],
      weight: 2,
      judge: ({ m }) => atMost(m.nearlyDependent.deviation, DEVIATION),
    },
    chain: {
      needs: ['chain'],
      weight: 2,
      judge: ({ m, reference, draw }) =>
        eachLayer(reference.chain.depths, (depth, i) =>
          near(m.chain.gains[i] ?? NaN, draw.gain ** depth, { rel: CHAIN_REL }),
        ),
    },
    random: {
      needs: ['randomness'],
      weight: 1,
      judge: ({ m, draw }) =>
        allOf([
          equal(m.randomness.sameSeed, 0),
          ...[...m.randomness.overlaps].map((one) => atMost(Math.abs(one) / draw.gain ** 2, OVERLAP)),
          ...[...m.randomness.traces].map((one) => atMost(Math.abs(one) / draw.gain, OVERLAP)),
          ...[...m.randomness.largest].map((one) => atMost(one / draw.gain, LARGEST)),
        ]),
    },
  },

  misconceptions: {
    'columns-instead': {
      fails: ['perpendicular', 'span'],
      // Square rows are as good as columns; wide ones are not.
      recognise: ({ m }) =>
        m.square !== undefined && m.wide !== undefined && m.square.deviation < DEVIATION && m.wide.deviation > 0.1,
    },
    'only-normalised': {
      fails: ['perpendicular', 'span', 'nearly-dependent', 'chain'],
      // Each row has length 1, and no two are perpendicular.
      recognise: ({ m }) => hasUnitRows(m.square) && (m.square?.deviation ?? 0) > 0.1,
    },
    'one-pass': {
      fails: ['nearly-dependent'],
      recognise: ({ m, failed }) => failed.length === 1 && (m.nearlyDependent?.deviation ?? 0) > DEVIATION,
    },
    'gaussian-weights': {
      fails: ['chain'],
      // The rows are right, the weights were drawn without them: as random as they should be, and no isometry.
      recognise: ({ m, failed }) => failed.length === 1 && failed[0] === 'chain' && spread(m.chain?.spectrum) > 10,
    },
    'forgets-gain': {
      fails: ['chain'],
      recognise: ({ m }) => (m.chain?.gains ?? [NaN]).every((gain) => Math.abs(gain - 1) < CHAIN_REL),
    },
    'one-seed': {
      fails: ['random'],
      recognise: ({ m, draw }) =>
        (m.randomness?.overlaps ?? [NaN]).every(
          (one) => Math.abs(one / draw.gain ** 2 - draw.width) < 1e-4 * draw.width,
        ),
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

/** Square rows only: their number is the root of the number of elements. */
function hasUnitRows(square: Rows | undefined): boolean {
  if (square === undefined) return false
  const n = Math.round(Math.sqrt(square.rows.length))
  return Array.from({ length: n }, (_, i) => square.rows.slice(i * n, (i + 1) * n)).every(
    (row) => Math.abs(row.reduce((sum, value) => sum + value * value, 0) - 1) < 1e-3,
  )
}
