import { allOf, atMost, defineChecks, isClose, nearEach, norm, relativeDistance } from 'grader/judge'

/** Means of a², ab and b² over the rows, for features a and b: the elements of XᵀX/N. */
type Moments = [number, number, number]

/** One number for each case: ten of centred features, two of features away from zero, and for the step four centred ones more. */
interface Cases {
  moments: Moments[]
  /** The same for the features less their means. */
  centred: Moments[]
  rows: number[]
  values: number[]
}

interface Measured {
  condition: Cases
  step: Cases
  /** Matrices [N, 2], row by row: what was given and what came back, case by case. */
  standard: { x: number[][]; z: number[][] }
  /** What came back for features of growing correlation. */
  correlations: { correlations: number[]; z: number[][] }
  /** The loss step by step, with half of the learner's largest step. */
  descent: { raw: number[]; standard: number[] }
}

const CENTRED = 10

// In float32 the smaller of two eigenvalues 10,000 apart is right to some 1e-3; the nearest wrong idea is 30 % away.
const CONDITION_REL = 0.02
// The larger one is right to 1e-6.
const STEP_REL = 1e-3
// Of the length of a column. Backends differ by 1e-6; N − 1 for N changes a deviation by 0.8 % at the most rows.
const STANDARD_REL = 1e-3

const NOTHING: Moments = [NaN, NaN, NaN]

export default defineChecks<Measured, unknown>({
  checks: {
    'condition-number': {
      needs: ['condition'],
      weight: 3,
      judge: ({ m, reference }) =>
        nearEach(m.condition.values.slice(0, CENTRED), reference.condition.moments.slice(0, CENTRED).map(kappa), {
          rel: CONDITION_REL,
        }),
    },
    'mean-counts': {
      needs: ['condition'],
      weight: 1,
      judge: ({ m, reference }) =>
        nearEach(m.condition.values.slice(CENTRED), reference.condition.moments.slice(CENTRED).map(kappa), {
          rel: CONDITION_REL,
        }),
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
        allOf(
          columnsOfAll(reference.standard.x).map((feature, k) =>
            atMost(relativeDistance(columnsOfAll(m.standard.z)[k] ?? [], standardised(feature)), STANDARD_REL),
          ),
        ),
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
        follows(m.condition, reference.condition, ([aa, , bb]) => Math.max(aa / bb, bb / aa), CENTRED),
    },
    'centres-first': {
      fails: ['mean-counts'],
      recognise: ({ m, reference }) =>
        follows(m.condition, reference.condition, (_, i) => kappa(reference.condition?.centred[i] ?? NOTHING)),
    },
    // The feature itself, divided by its deviation or by its root mean square.
    'not-centred': {
      fails: ['standardised', 'correlation-stays'],
      recognise: ({ m, reference }) =>
        [meanSquareOf(centred), meanSquareOf(sameAs), meanSquareOf(centred, 1)].some((square) =>
          columnsAre(m.standard?.z, reference.standard?.x, (feature) =>
            feature.map((one) => one / Math.sqrt(square(feature))),
          ),
        ),
    },
    'divides-by-rows-minus-one': {
      fails: ['standardised'],
      recognise: ({ m, reference }) =>
        columnsAre(m.standard?.z, reference.standard?.x, (feature) => {
          const factor = Math.sqrt(1 - 1 / feature.length)
          return standardised(feature).map((one) => one * factor)
        }),
    },
    'divides-by-the-variance': {
      fails: ['standardised', 'correlation-stays'],
      recognise: ({ m, reference }) =>
        columnsAre(m.standard?.z, reference.standard?.x, (feature) => {
          const variance = meanSquareOf(centred)(feature)
          return centred(feature).map((one) => one / variance)
        }),
    },
    // The root of the mean of all squares, over both columns.
    'one-scale-for-both': {
      fails: ['standardised', 'correlation-stays'],
      recognise: ({ m, reference }) =>
        columnsAre(m.standard?.z, reference.standard?.x, (feature, other) => {
          const square = (meanSquareOf(centred)(feature) + meanSquareOf(centred)(other)) / 2
          return centred(feature).map((one) => one / Math.sqrt(square))
        }),
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
      recognise: ({ m, reference }) =>
        follows(m.step, reference.step, (of, i) => 2 / eigenvalues(of).most / (reference.step?.rows[i] ?? NaN)),
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
          // Only the growing ones.
          reference.correlations.correlations.slice(0, 5).map((r, i) => [Math.abs(r), kappa(momentsOf(all[i] ?? []))])
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

const sameAs = (values: readonly number[]): number[] => [...values]

/** Divided by the number of values, less those that are said. */
const meanSquareOf =
  (take: (values: readonly number[]) => number[], less = 0) =>
  (values: readonly number[]): number =>
    norm(take(values)) ** 2 / (values.length - less)

/** One feature, in float64. */
function standardised(feature: readonly number[]): number[] {
  const deviation = Math.sqrt(meanSquareOf(centred)(feature))
  return centred(feature).map((one) => one / deviation)
}

/** Both columns of the first matrix, then those of the next. */
const columnsOfAll = (matrices: readonly (readonly number[])[]): number[][] => matrices.flatMap(columnsOf)

/** Each column that came back is made from its feature in this way, in every case; the other feature may have a say. */
function columnsAre(
  mine: readonly (readonly number[])[] | undefined,
  given: readonly (readonly number[])[] | undefined,
  formula: (feature: number[], other: number[]) => number[],
): boolean {
  if (mine === undefined || given === undefined) return false
  const columns = columnsOfAll(mine)
  return columnsOfAll(given).every((feature, k, all) => {
    const expected = formula(feature, all[k % 2 === 0 ? k + 1 : k - 1] ?? [])
    return relativeDistance(columns[k] ?? [], expected) <= 1e-3
  })
}

/** The learner's number follows this formula in each of the first cases, in all where no count is said. */
function follows(
  mine: Cases | undefined,
  reference: Cases | undefined,
  formula: (moments: Moments, index: number) => number,
  count?: number,
): boolean {
  const moments = reference?.moments.slice(0, count) ?? []
  return (
    mine !== undefined &&
    moments.length > 0 &&
    moments.every((of, i) => isClose(mine.values[i] ?? NaN, formula(of, i), 0.01))
  )
}

const byStep = (values: readonly number[]): Array<[number, number]> => values.map((value, step) => [step, value])
