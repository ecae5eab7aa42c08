import { allOf, atMost, defineChecks, equal, isClose, near, nearEach, relativeDistance } from 'grader/judge'
import type { Judgement } from 'grader/judge'

interface Cut {
  kept: number
  changed: number
}

interface Draw extends Cut {
  batch: number
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
  /** Of layers of other sizes, one list for each. */
  others: {
    kept: number[]
    changed: number[]
    x: number[][]
    y: number[][]
    logDet: number[][]
    preservedY: number[][]
    preservedLogDet: number[][]
  }
  /** Singular values of ∂y/∂x at one point, largest first, and the matrices row by row. */
  jacobian: { scaling: number[]; preserving: number[]; scalingMatrix: number[]; preservingMatrix: number[] }
  stretch: { pairs: number[]; values: number[] }
}

/** The golden ratio: the cat map stretches by φ² each time. */
const PHI = (1 + Math.sqrt(5)) / 2

// Backends differ by some 1e-6 in exp and tanh.
const REL = 1e-4
// Sums of five numbers below 1: 1e-6 off at most.
const LOG_ABS = 2e-5
const JACOBIAN_REL = 1e-3
// φ^28 passes through float32 with 1e-6; at one pair the Frobenius norm is 1 % away, and that is the nearest.
const STRETCH_REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    'left-untouched': {
      needs: ['scaling', 'preserving', 'others'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        allOf([
          equal(countChanged(m.scaling.y, reference.scaling.x, draw), 0),
          equal(countChanged(m.preserving.y, reference.preserving.x, draw), 0),
          ...reference.others.x.map((x, i) => equal(countChanged(m.others.y[i] ?? [], x, cutOf(reference, i)), 0)),
        ]),
    },
    'right-moved': {
      needs: ['scaling', 'others'],
      weight: 2,
      judge: ({ m, reference, draw }) =>
        allOf([
          rightOf(m.scaling.y, reference.scaling.y, draw),
          ...reference.others.y.map((y, i) => rightOf(m.others.y[i] ?? [], y, cutOf(reference, i))),
        ]),
    },
    'log-det': {
      needs: ['scaling', 'others'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          nearEach(m.scaling.logDet, reference.scaling.logDet, { abs: LOG_ABS }),
          ...reference.others.logDet.map((one, i) => nearEach(m.others.logDet[i] ?? [], one, { abs: LOG_ABS })),
        ]),
    },
    'volume-kept': {
      needs: ['preserving', 'others'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          volumeIsKept(m.preserving.logDet, reference.preserving.logDet),
          ...reference.others.preservedLogDet.map((one, i) => volumeIsKept(m.others.preservedLogDet[i] ?? [], one)),
        ]),
    },
    'right-centred': {
      needs: ['preserving', 'others'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        allOf([
          rightOf(m.preserving.y, reference.preserving.y, draw),
          ...reference.others.preservedY.map((y, i) => rightOf(m.others.preservedY[i] ?? [], y, cutOf(reference, i))),
        ]),
    },
    jacobian: {
      needs: ['jacobian'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          ...(['scaling', 'preserving'] as const).map((kind) =>
            nearEach(m.jacobian[kind], reference.jacobian[kind], { rel: JACOBIAN_REL }),
          ),
          ...(['scalingMatrix', 'preservingMatrix'] as const).map((kind) =>
            atMost(relativeDistance(m.jacobian[kind], reference.jacobian[kind]), JACOBIAN_REL),
          ),
        ]),
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
    'frobenius-norm': {
      fails: ['stretch'],
      // The root of the sum of the squares of both singular values.
      recognise: ({ m }) => stretchFollows(m, (K) => Math.hypot(PHI ** (2 * K), PHI ** (-2 * K))),
    },
    'both-halves': {
      fails: ['left-untouched', 'log-det', 'jacobian'],
      recognise: ({ m, reference, draw }) => {
        const [before, after] = [reference.scaling?.x, m.scaling?.y].map((one) => columns(one ?? [], draw, 'left'))
        return (
          relativeDistance(after ?? [], before ?? []) > 1e-2 &&
          followsRight(m, reference, draw, (right, s, t) => right * Math.exp(s) + t)
        )
      },
    },
    'shift-scaled-too': {
      fails: ['right-moved', 'right-centred', 'jacobian'],
      recognise: ({ m, reference, draw }) =>
        followsRight(m, reference, draw, (right, s, t) => (right + t) * Math.exp(s)),
    },
    'exp-forgotten': {
      fails: ['right-moved', 'right-centred', 'jacobian'],
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
      fails: ['volume-kept', 'right-centred', 'jacobian'],
      recognise: ({ m, reference }) => isAt(m.preserving?.y, reference.scaling?.y),
    },
    'mean-over-the-rows': {
      fails: ['volume-kept', 'right-centred', 'jacobian'],
      // Over the batch, column by column, or over everything.
      recognise: ({ m, reference, draw }) => {
        const s = reference.scaling?.s ?? []
        const meanOf = (belongs: (k: number) => boolean) => mean(s.filter((_, k) => belongs(k)))
        const byColumn = s.map((value, k) => value - meanOf((other) => other % draw.changed === k % draw.changed))
        const byAll = s.map((value) => value - mean(s))
        return [byColumn, byAll].some((centred) =>
          isAt(
            columns(m.preserving?.y ?? [], draw, 'right'),
            columns(reference.preserving?.x ?? [], draw, 'right').map(
              (right, k) => right * Math.exp(centred[k] ?? NaN) + (reference.scaling?.t[k] ?? NaN),
            ),
          ),
        )
      },
    },
    'log-det-before-centring': {
      fails: ['volume-kept'],
      recognise: ({ m, reference }) =>
        isAt(m.preserving?.y, reference.preserving?.y) && isAt(m.preserving?.logDet, reference.scaling?.logDet),
    },
    // y is right. Its derivative lacks what was cut off, or cannot be taken at all.
    'off-the-tape': {
      fails: ['jacobian'],
      recognise: ({ m, reference, failed }) =>
        failed.includes('jacobian') &&
        isAt(m.scaling?.y, reference.scaling?.y) &&
        isAt(m.preserving?.y, reference.preserving?.y),
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
function columns(values: readonly number[], { kept, changed }: Cut, side: 'left' | 'right'): number[] {
  return values.filter((_, k) => k % (kept + changed) < kept === (side === 'left'))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const cutOf = ({ others }: Measured, i: number): Cut => ({
  kept: others.kept[i] ?? NaN,
  changed: others.changed[i] ?? NaN,
})

/** Elements of the left columns that are not as they came. */
function countChanged(y: readonly number[], x: readonly number[], cut: Cut): number {
  const before = columns(x, cut, 'left')
  const after = columns(y, cut, 'left')
  return before.filter((value, i) => value !== after[i]).length
}

function rightOf(mine: readonly number[], expected: readonly number[], cut: Cut): Judgement {
  const [found = [], wanted = []] = [mine, expected].map((y) => columns(y, cut, 'right'))
  return atMost(relativeDistance(found, wanted), REL)
}

const volumeIsKept = (logDet: readonly number[], reference: readonly number[]): Judgement =>
  nearEach(
    logDet,
    reference.map(() => 0),
    { abs: LOG_ABS },
  )

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
