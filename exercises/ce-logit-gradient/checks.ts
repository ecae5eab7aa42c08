import { allOf, atMost, defineChecks, isClose, nearEach } from 'grader/judge'

interface Draw {
  batch: number
  margins: number[]
  counts: number[]
}

/** For each case its elements, row by row, and p − y in float64. */
interface Cases {
  values: number[][]
  truth: number[][]
  classes: number[]
}

interface Predictions {
  crossEntropy: number[]
  squaredError: number[]
  /** What a run gives. */
  runCrossEntropy: number[]
  runSquaredError: number[]
}

interface Measured {
  rows: Cases
  large: Cases
  /** For several examples, one, two, and as many as classes: the gradient of the mean, what it should be, the gradient of the sum. */
  mean: { mean: number[][]; right: number[][]; each: number[][] }
  predictions: Predictions
  margins: Predictions & { margins: number[] }
}

// Probabilities in float32 are right to 1e-6, and exp on WebGL to a few of that.
const ABS = 2e-5
const REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
    elements: {
      needs: ['rows'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf(reference.rows.truth.map((truth, i) => nearEach(m.rows.values[i] ?? [], truth, { abs: ABS }))),
    },
    'row-sums': {
      needs: ['rows'],
      weight: 1,
      judge: ({ m }) =>
        allOf(
          m.rows.values.flatMap((values, i) =>
            rowsOf(values, m.rows.classes[i] ?? 1).map((row) => atMost(Math.abs(sum(row)), ABS)),
          ),
        ),
    },
    'large-logits': {
      needs: ['large'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(reference.large.truth.map((truth, i) => nearEach(m.large.values[i] ?? [], truth, { abs: 1e-3 }))),
    },
    mean: {
      needs: ['mean'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(reference.mean.right.map((right, i) => nearEach(m.mean.mean[i] ?? [], right, { abs: ABS }))),
    },
    'predicts-cross-entropy': {
      needs: ['predictions', 'margins'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          nearEach(m.predictions.crossEntropy, reference.predictions.runCrossEntropy, { rel: REL }),
          nearEach(m.margins.crossEntropy, reference.margins.runCrossEntropy, { rel: REL }),
        ]),
    },
    'predicts-squared-error': {
      needs: ['predictions', 'margins'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          nearEach(m.predictions.squaredError, reference.predictions.runSquaredError, { rel: REL }),
          nearEach(m.margins.squaredError, reference.margins.runSquaredError, { rel: REL }),
        ]),
    },
  },

  misconceptions: {
    sign: {
      fails: ['elements', 'large-logits', 'mean'],
      recognise: ({ m, reference }) => leadsTo(m, reference, (truth) => truth.map((one) => -one)),
    },
    // The columns add up to what the labels leave, and the rows do not.
    'over-the-batch': {
      fails: ['elements', 'row-sums'],
      recognise: ({ m, draw }) => {
        const [values = []] = m.rows?.values ?? []
        const classes = m.rows?.classes[0] ?? 1
        const columns = Array.from({ length: classes }, (_, j) =>
          sum(rowsOf(values, classes).map((row, b) => (row[j] ?? NaN) + (j === (2 * b + 1) % classes ? 1 : 0))),
        )
        return draw.batch > 1 && columns.every((one) => isClose(one, 1, 1e-3))
      },
    },
    'slope-of-softmax': {
      fails: ['elements'],
      recognise: ({ m, reference }) =>
        leadsTo(m, reference, (truth, classes) =>
          rowsOf(truth, classes).flatMap((row, b) =>
            row.map((one, j) => {
              const p = one + (j === (2 * b + 1) % classes ? 1 : 0)
              return one * p * (1 - p)
            }),
          ),
        ),
    },
    'forgets-the-mean': {
      fails: ['mean'],
      recognise: ({ m, reference, draw }) =>
        reference.mean?.right[0]?.every(
          (one, i) => Math.abs((m.mean?.mean[0]?.[i] ?? NaN) - one * draw.batch) < 1e-4,
        ) ?? false,
    },
    overflow: {
      fails: ['large-logits'],
      recognise: ({ m, reference }) =>
        leadsTo(m, reference, (truth) => truth) &&
        !(m.large?.values.flat().every((one) => Number.isFinite(one)) ?? true),
    },
    // The loss grows so, and the gradient of the squared error; that of the cross-entropy does not.
    'grows-with-the-margin': {
      fails: ['predicts-cross-entropy'],
      recognise: ({ m, draw }) =>
        draw.margins.every((margin, i) => {
          const at = m.predictions?.crossEntropy[i * draw.counts.length] ?? NaN
          return margin < 20 || (at > 0.3 * margin && at < 3 * margin)
        }) && m.predictions !== undefined,
    },
    'forgets-the-two': {
      fails: ['predicts-squared-error'],
      recognise: ({ m, reference }) =>
        reference.predictions?.runSquaredError.every((one, i) =>
          isClose(m.predictions?.squaredError[i] ?? NaN, one / 2, 1e-3),
        ) ?? false,
    },
  },

  plots: {
    margin: {
      needs: ['margins'],
      x: 'logit-margin',
      y: 'gradient-norm',
      draw: ({ m, reference }) => {
        const shown = reference.margins.margins
          .map((margin, i): [number, number] => [margin, i])
          .filter(([margin]) => margin <= 20)
        const line = (values: readonly number[]) =>
          shown.map(([margin, i]): [number, number] => [margin, values[i] ?? NaN])
        return {
          mine: line(m.margins.crossEntropy),
          reference: line(reference.margins.runCrossEntropy),
          // Of the squared error.
          baseline: line(reference.margins.runSquaredError),
        }
      },
    },
  },
})

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

const rowsOf = (values: readonly number[], width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, b) => values.slice(b * width, (b + 1) * width))

/** Every case is what this makes of the right gradient. */
function leadsTo(
  m: Partial<Measured>,
  reference: Partial<Measured>,
  slip: (truth: readonly number[], classes: number) => readonly number[],
): boolean {
  return (
    reference.rows?.truth.every((truth, i) =>
      slip(truth, reference.rows?.classes[i] ?? 1).every(
        (one, k) => Math.abs((m.rows?.values[i]?.[k] ?? NaN) - one) < 1e-4,
      ),
    ) ?? false
  )
}
