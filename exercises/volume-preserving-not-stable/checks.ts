import { allOf, atMost, defineChecks, equal, isClose, near, relativeDistance } from 'grader/judge'

interface Draw {
  kept: number
  changed: number
}

/** Row by row: x and y [batch, kept + changed], logDet [batch]. */
interface Call {
  x: number[]
  y: number[]
  logDet: number[]
}

interface Measured {
  /** With s and t of each row and right column, [batch, changed]. */
  scaling: Call & { s: number[]; t: number[] }
  preserving: Call
  /** Singular values of ∂y/∂x at one point, largest first. */
  jacobian: { scaling: number[]; preserving: number[] }
  stretch: { pairs: number[]; values: number[] }
}

/** The golden ratio: the cat map stretches by φ² each time. */
const PHI = (1 + Math.sqrt(5)) / 2

// Backends differ by some 1e-6 in exp and tanh.
const REL = 1e-4
// Sums of five numbers below 1: 1e-6 off at most.
const LOG_ABS = 2e-5
// φ^28 passes through float32 with 1e-6; at one pair the Frobenius norm is 1 % away, and that is the nearest.
const STRETCH_REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    'left-untouched': {
      needs: ['scaling'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const before = columns(reference.scaling.x, draw, 'left')
        const after = columns(m.scaling.y, draw, 'left')
        return equal(after.filter((value, i) => value !== before[i]).length, 0)
      },
    },
    'right-moved': {
      needs: ['scaling'],
      weight: 2,
      judge: ({ m, reference, draw }) => {
        const [mine, expected] = [m.scaling.y, reference.scaling.y].map((y) => columns(y, draw, 'right'))
        return atMost(relativeDistance(mine ?? [], expected ?? []), REL)
      },
    },
    'log-det': {
      needs: ['scaling'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(reference.scaling.logDet.map((one, i) => near(m.scaling.logDet[i] ?? NaN, one, { abs: LOG_ABS }))),
    },
    'volume-kept': {
      needs: ['preserving'],
      weight: 2,
      judge: ({ m, reference, draw }) => {
        const [mine, expected] = [m.preserving.y, reference.preserving.y].map((y) => columns(y, draw, 'right'))
        return allOf([
          ...reference.preserving.logDet.map((_, i) => near(m.preserving.logDet[i] ?? NaN, 0, { abs: LOG_ABS })),
          atMost(relativeDistance(mine ?? [], expected ?? []), REL),
        ])
      },
    },
    jacobian: {
      needs: ['jacobian'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(
          (['scaling', 'preserving'] as const).flatMap((kind) =>
            reference.jacobian[kind].map((value, i) => near(m.jacobian[kind][i] ?? NaN, value, { rel: 1e-3 })),
          ),
        ),
    },
    stretch: {
      needs: ['stretch'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          reference.stretch.pairs.map((K, i) => near(m.stretch.values[i] ?? NaN, PHI ** (2 * K), { rel: STRETCH_REL })),
        ),
    },
  },

  misconceptions: {
    'judged-by-the-determinant': {
      fails: ['stretch'],
      recognise: ({ m }) => stretchFollows(m, () => 1),
    },
    'counts-layers': {
      fails: ['stretch'],
      recognise: ({ m }) => stretchFollows(m, (K) => PHI ** K),
    },
    'both-halves': {
      fails: ['left-untouched', 'log-det', 'jacobian'],
      recognise: ({ m, reference, draw, failed }) =>
        failed.includes('left-untouched') && followsRight(m, reference, draw, (right, s, t) => right * Math.exp(s) + t),
    },
    'exp-forgotten': {
      fails: ['right-moved', 'volume-kept', 'jacobian'],
      recognise: ({ m, reference, draw }) => followsRight(m, reference, draw, (right, s, t) => right * s + t),
    },
    'log-det-of-the-inverse': {
      fails: ['log-det'],
      recognise: ({ m, reference }) =>
        isAt(
          m.scaling?.logDet,
          reference.scaling?.logDet.map((value) => -value),
        ),
    },
    'determinant-without-logarithm': {
      fails: ['log-det', 'volume-kept'],
      recognise: ({ m, reference }) =>
        isAt(
          m.scaling?.logDet,
          reference.scaling?.logDet.map((value) => Math.exp(value)),
        ),
    },
    'not-centred': {
      fails: ['volume-kept', 'jacobian'],
      recognise: ({ m, reference, failed }) =>
        !failed.includes('right-moved') && isAt(m.preserving?.y, reference.scaling?.y),
    },
  },

  plots: {
    stretch: {
      needs: ['stretch'],
      x: 'depth',
      y: 'singular-value',
      yScale: 'log',
      draw: ({ m, reference }) => {
        const against = (values: number[]): Array<[number, number]> =>
          reference.stretch.pairs.map((K, i): [number, number] => [K, values[i] ?? NaN]).toSorted(([a], [b]) => a - b)
        return {
          mine: against(m.stretch.values),
          reference: against(reference.stretch.values),
          // The determinant.
          baseline: against(reference.stretch.pairs.map(() => 1)),
        }
      },
    },
  },
})

/** The columns that are kept, or those that are changed, of a matrix given row by row. */
function columns(values: readonly number[], { kept, changed }: Draw, side: 'left' | 'right'): number[] {
  return values.filter((_, k) => k % (kept + changed) < kept === (side === 'left'))
}

const isAt = (mine: readonly number[] | undefined, expected: readonly number[] | undefined): boolean =>
  mine !== undefined && expected !== undefined && relativeDistance(mine, expected) <= 1e-3

function stretchFollows({ stretch }: Partial<Measured>, formula: (K: number) => number): boolean {
  return stretch?.pairs.every((K, i) => isClose(stretch.values[i] ?? NaN, formula(K), 1e-3)) ?? false
}

/** The right columns are put together from themselves, s and t by this formula. */
function followsRight(
  m: Partial<Measured>,
  { scaling }: Partial<Measured>,
  draw: Draw,
  formula: (right: number, s: number, t: number) => number,
): boolean {
  if (m.scaling === undefined || scaling === undefined) return false
  const expected = columns(scaling.x, draw, 'right').map((right, k) =>
    formula(right, scaling.s[k] ?? NaN, scaling.t[k] ?? NaN),
  )
  return isAt(columns(m.scaling.y, draw, 'right'), expected)
}
