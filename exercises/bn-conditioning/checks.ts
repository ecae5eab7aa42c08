import { atMost, defineChecks, isClose, near, nearEach, norm, relativeDistance } from 'grader/judge'

/** Means of a², ab and b² over the rows, for features a and b: the elements of XᵀX/N. */
type Moments = [number, number, number]

/** One number for each case: centred; centred and nearly of one spread; the wide feature first; away from zero. */
interface Cases {
  moments: Moments[]
  values: number[]
}

interface Measured {
  condition: Cases
  step: Cases
  /** Matrices [N, 2], row by row: what was given and what came back. */
  standard: { x: number[]; z: number[] }
  /** What came back for features of growing correlation. */
  correlations: { correlations: number[]; z: number[][] }
  /** The loss step by step, with half of the learner's largest step. */
  descent: { raw: number[]; standard: number[] }
}

// In float32 the smaller of two eigenvalues 10,000 apart is right to some 1e-3; the nearest wrong idea is 30 % away.
const CONDITION_REL = 0.02
// The larger one is right to 1e-6.
const STEP_REL = 1e-3
// Backends differ by 1e-6. N − 1 for N changes a deviation by 2.5 % at the most rows that are drawn.
const STANDARD_REL = 1e-3

export default defineChecks<Measured, unknown>({
  checks: {
    'condition-number': {
      needs: ['condition'],
      weight: 3,
      judge: ({ m, reference }) =>
        nearEach(m.condition.values.slice(0, 3), reference.condition.moments.slice(0, 3).map(kappa), {
          rel: CONDITION_REL,
        }),
    },
    'mean-counts': {
      needs: ['condition'],
      weight: 1,
      judge: ({ m, reference }) => {
        const moments = reference.condition.moments[3] ?? [NaN, NaN, NaN]
        return near(m.condition.values[3] ?? NaN, kappa(moments), { rel: CONDITION_REL })
      },
    },
    'largest-step': {
      needs: ['step'],
      weight: 3,
      judge: ({ m, reference }) =>
        nearEach(
          m.step.values,
          reference.step.moments.map((of) => 2 / eigenvalues(of).most),
          { rel: STEP_REL },
        ),
    },
    standardised: {
      needs: ['standard'],
      weight: 2,
      judge: ({ m, reference }) =>
        atMost(relativeDistance(m.standard.z, standardised(reference.standard.x)), STANDARD_REL),
    },
    // (1 + |r|)/(1 − |r|) exactly, wherever the features lie and however wide they are.
    'correlation-stays': {
      needs: ['correlations'],
      weight: 2,
      judge: ({ m, reference }) =>
        nearEach(
          m.correlations.z.map((z) => kappa(momentsOf(z))),
          reference.correlations.correlations.map((r) => (1 + Math.abs(r)) / (1 - Math.abs(r))),
          { rel: CONDITION_REL },
        ),
    },
  },

  misconceptions: {
    'condition-of-the-data': {
      fails: ['condition-number', 'mean-counts'],
      recognise: ({ m, reference }) => follows(m.condition, reference.condition, (of) => Math.sqrt(kappa(of))),
    },
    'ratio-of-variances': {
      fails: ['condition-number', 'mean-counts'],
      recognise: ({ m, reference }) =>
        // Away from zero it may be variances or mean squares.
        follows(m.condition, reference.condition, ([aa, , bb]) => Math.max(aa / bb, bb / aa), 3),
    },
    'centres-first': {
      fails: ['mean-counts'],
      recognise: ({ m, reference, failed }) =>
        !failed.includes('condition-number') &&
        isClose(m.condition?.values[3] ?? NaN, kappa(reference.condition?.moments[0] ?? [NaN, NaN, NaN]), 0.02),
    },
    'not-centred': {
      fails: ['standardised', 'correlation-stays'],
      recognise: ({ m, reference }) => {
        const columns = columnsOf(m.standard?.z ?? [])
        const given = columnsOf(reference.standard?.x ?? [])
        // Each column is the feature itself, divided by its deviation or by its root mean square.
        return columns.every((column, j) => {
          const feature = given[j] ?? []
          const divisor = (feature[0] ?? NaN) / (column[0] ?? NaN)
          const [deviation, rms] = [norm(centred(feature)), norm(feature)].map((one) => one / Math.sqrt(feature.length))
          return (
            relativeDistance(
              column.map((one) => one * divisor),
              feature,
            ) <= 1e-3 &&
            (isClose(divisor, deviation ?? NaN, 0.05) || isClose(divisor, rms ?? NaN, 0.05))
          )
        })
      },
    },
    'divides-by-rows-minus-one': {
      fails: ['standardised'],
      recognise: ({ m, reference }) => {
        const expected = standardised(reference.standard?.x ?? [])
        const factor = Math.sqrt(1 - 2 / expected.length)
        return isAt(
          m.standard?.z,
          expected.map((one) => one * factor),
        )
      },
    },
    whitened: {
      fails: ['standardised', 'correlation-stays'],
      recognise: ({ m }) => m.correlations?.z.every((z) => isClose(kappa(momentsOf(z)), 1, 0.02)) ?? false,
    },
    'one-over-lambda': {
      fails: ['largest-step'],
      recognise: ({ m, reference }) => follows(m.step, reference.step, (of) => 1 / eigenvalues(of).most),
    },
    'two-over-the-trace': {
      fails: ['largest-step'],
      recognise: ({ m, reference }) => follows(m.step, reference.step, ([aa, , bb]) => 2 / (aa + bb)),
    },
    'two-over-the-least': {
      fails: ['largest-step'],
      recognise: ({ m, reference }) => follows(m.step, reference.step, (of) => 2 / eigenvalues(of).least),
    },
    'rows-forgotten': {
      fails: ['largest-step'],
      recognise: ({ m, reference }) => {
        const rows = (reference.standard?.x.length ?? NaN) / 2
        return follows(m.step, reference.step, (of) => 2 / eigenvalues(of).most / rows)
      },
    },
  },

  plots: {
    descent: {
      needs: ['descent'],
      x: 'step',
      y: 'loss',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: byStep(m.descent.standard),
        reference: byStep(reference.descent.standard),
        baseline: byStep(reference.descent.raw),
      }),
    },
    'what-remains': {
      needs: ['correlations'],
      x: 'correlation',
      y: 'condition-number',
      yScale: 'log',
      draw: ({ m, reference }) => {
        const against = (all: number[][]): Array<[number, number]> =>
          reference.correlations.correlations.map((r, i) => [Math.abs(r), kappa(momentsOf(all[i] ?? []))])
        return { mine: against(m.correlations.z), reference: against(reference.correlations.z) }
      },
    },
  },
})

/** Eigenvalues of a symmetric 2 by 2 matrix: the least from the determinant, so that nothing cancels. */
function eigenvalues([aa, ab, bb]: Moments): { most: number; least: number } {
  const most = (aa + bb) / 2 + Math.hypot((aa - bb) / 2, ab)
  return { most, least: (aa * bb - ab * ab) / most }
}

function kappa(moments: Moments): number {
  const { most, least } = eigenvalues(moments)
  return most / least
}

const columnsOf = (matrix: readonly number[]): number[][] => [0, 1].map((j) => matrix.filter((_, k) => k % 2 === j))

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  return values.map((one) => one - mean)
}

function momentsOf(matrix: readonly number[]): Moments {
  const [a = [], b = []] = columnsOf(matrix)
  const mean = (one: number[], other: number[]) =>
    one.reduce((sum, value, i) => sum + value * (other[i] ?? NaN), 0) / one.length
  return [mean(a, a), mean(a, b), mean(b, b)]
}

/** Row by row, in float64. */
function standardised(matrix: readonly number[]): number[] {
  const scaled = columnsOf(matrix).map((column) => {
    const deviation = norm(centred(column)) / Math.sqrt(column.length)
    return centred(column).map((one) => one / deviation)
  })
  return matrix.map((_, k) => scaled[k % 2]?.[Math.floor(k / 2)] ?? NaN)
}

const isAt = (mine: readonly number[] | undefined, expected: readonly number[]): boolean =>
  mine !== undefined && relativeDistance(mine, expected) <= 1e-3

/** The learner's number follows this formula in each of the first cases, all four where none is said. */
function follows(
  mine: Cases | undefined,
  reference: Cases | undefined,
  formula: (moments: Moments) => number,
  count = 4,
): boolean {
  const moments = reference?.moments.slice(0, count) ?? []
  return (
    mine !== undefined &&
    moments.length > 0 &&
    moments.every((of, i) => isClose(mine.values[i] ?? NaN, formula(of), 0.01))
  )
}

const byStep = (values: readonly number[]): Array<[number, number]> => values.map((value, step) => [step, value])
