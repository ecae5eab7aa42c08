import { defineExperiment, fn, number, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor2D } from 'grader/experiments'

/** Steps of gradient descent in the plot. */
const STEPS = 30

interface Draw {
  seed: number
  rows: number
  /** Standard deviation of the first feature, and how many times wider the other one is. */
  spread: number
  ratio: number
  /** The greatest condition number. */
  top: number
  /** Of the narrowest feature, which an ε beside its variance would shrink. */
  narrow: number
  /** Correlation of the two in the cases that are judged. Its sign is drawn too. */
  correlation: number
  /** Means, in standard deviations of each feature. */
  offsets: [number, number]
}

interface Learner {
  hessianCond(X: Tensor2D): number
  standardise(X: Tensor2D): Evidence
  maxEta(X: Tensor2D): number
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    hessianCond: fn({ X: tensor(['N', 2]) }, number()),
    standardise: fn({ X: tensor(['N', 2]) }, tensor(['N', 2])),
    maxEta: fn({ X: tensor(['N', 2]) }, number()),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    rows: rng.integer(12, 20),
    spread: rng.uniform(0.3, 0.9),
    ratio: rng.uniform(12, 30),
    top: rng.uniform(34_000, 40_000),
    narrow: rng.uniform(1e-3, 1.3e-3),
    correlation: rng.pick([-1, 1]) * rng.uniform(0.4, 0.8),
    // The wide feature lies further out, so that the mean changes the condition number whatever the signs are.
    offsets: [rng.pick([-1, 1]) * rng.uniform(1, 2), rng.pick([-1, 1]) * rng.uniform(3, 4)],
  }),

  sections: {
    // Centred features first, then features that lie away from zero: the Hessian is XᵀX/N, whatever the mean is.
    condition: (context) => measureCases(context, makeCases(context.draw), context.learner.hessianCond),
    step: (context) =>
      measureCases(context, [...makeCases(context.draw), ...manyRounds(context.draw)], context.learner.maxEta),
    standard: (context) => {
      const given = standardCases(context.draw).map((one) => makeFeatures(context, one))
      return {
        x: given.map((X) => Array.from(X.dataSync())),
        z: given.map((X) => Array.from(context.learner.standardise(X).values)),
      }
    },
    // For growing correlation, after standardising: what is left of the condition number. Then with the other sign.
    correlations: ({ learner, draw, kit, tf }) => {
      const all = [0, 0.3, 0.5, 0.7, 0.9, -0.3, -0.6, -0.9].map((size) => size * Math.sign(draw.correlation))
      return {
        correlations: all,
        z: all.map((correlation) =>
          Array.from(learner.standardise(makeFeatures({ draw, kit, tf }, { ...raw(draw), correlation })).values),
        ),
      }
    },
    // Gradient descent on one task with half of the learner's largest step: as the features are, and standardised.
    descent: ({ learner, draw, kit, tf }) => {
      const X = makeFeatures({ draw, kit, tf }, { ...raw(draw), offsets: [0, 0] })
      const Z = tf.tensor2d([...learner.standardise(X).values], [draw.rows, 2])
      const { spread, ratio } = draw
      const target = rowsOf(X.dataSync()).map(([a, b]) => a / spread + (0.3 * b) / (spread * ratio))
      return {
        raw: descend(rowsOf(X.dataSync()), target, learner.maxEta(X) / 2),
        standard: descend(rowsOf(Z.dataSync()), target, learner.maxEta(Z) / 2),
      }
    },
  },
})

interface Features {
  spreads: [number, number]
  correlation: number
  /** In standard deviations. */
  offsets: [number, number]
  rows: number
  /** Four rows of small whole numbers instead of drawn ones. */
  pattern?: keyof typeof PATTERNS
}

/** Rows of two features of mean 0 whose sums of products are exact in float32 too. */
const PATTERNS = {
  /** Mean squares of 1 and 1, correlation 0. */
  crossed: [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ],
  /** Mean squares of 5 and 5, correlation 0.6. */
  alike: [
    [3, 1],
    [1, 3],
    [-1, -3],
    [-3, -1],
  ],
} as const

const raw = ({ spread, ratio, correlation, offsets, rows }: Draw): Features => ({
  spreads: [spread, spread * ratio],
  correlation,
  offsets,
  rows,
})

const swapped = (features: Features): Features => ({
  ...features,
  spreads: [features.spreads[1], features.spreads[0]],
  offsets: [features.offsets[1], features.offsets[0]],
})

const FEWEST = 3
const MOST = 60
/** How many times wider one feature of the roundest valleys is: their κ is some 1.07. */
const ROUND = 1.03

const crossed = (spreads: [number, number]): Features => ({
  spreads,
  correlation: 0,
  offsets: [0, 0],
  rows: PATTERNS.crossed.length,
  pattern: 'crossed',
})

/** @param sign of the correlation */
const alike = (sign: 1 | -1): Features => ({
  spreads: [Math.sqrt(5), Math.sqrt(5)],
  correlation: 0.6 * sign,
  offsets: [0, 0],
  rows: PATTERNS.alike.length,
  pattern: 'alike',
})

/**
 * Centred: narrow valleys, nearly round ones with a correlation of either sign, the narrowest of all, small numbers, few rows and
 * many; and with eigenvectors that are exactly the axes, or exactly the diagonals, as after standardising: where ab or aa − bb
 * is 0. The last two away from zero.
 */
function makeCases(draw: Draw): Features[] {
  const { spread, correlation, top, narrow } = draw
  const away = raw(draw)
  const centred: Features = { ...away, offsets: [0, 0] }
  const round: Features = { ...centred, spreads: [1, 1.25] }
  return [
    centred,
    round,
    { ...round, correlation: -correlation },
    { ...swapped(centred), correlation: -correlation / 2 },
    { ...centred, spreads: [spread, spread * ratioFor(top, correlation)] },
    { ...centred, spreads: [2 * narrow, narrow] },
    { ...round, rows: FEWEST },
    { ...round, spreads: [3, 2], rows: MOST },
    crossed([1, 1.75]),
    alike(1),
    away,
    swapped(away),
  ]
}

/**
 * So round that repeated multiplication needs dozens of rounds, and the mirror images of exact eigenvectors, which some starts never
 * leave: for the step alone, whose tolerance shows it.
 */
function manyRounds({ rows, correlation }: Draw): Features[] {
  const round: Features = { spreads: [1, ROUND], correlation: correlation / 50, offsets: [0, 0], rows }
  return [round, { ...swapped(round), correlation: -round.correlation }, crossed([1.75, 1]), alike(-1)]
}

/** Both orders of width, both signs of the correlation, a narrow feature on either side of a wide one, few rows and many. */
function standardCases(draw: Draw): Features[] {
  const away = raw(draw)
  return [
    away,
    { ...swapped(away), correlation: -draw.correlation },
    { ...away, spreads: [draw.narrow, 100] },
    { ...away, spreads: [100, draw.narrow] },
    { ...away, rows: FEWEST },
    { ...swapped(away), rows: MOST },
  ]
}

/** How many times wider the second feature must be for this κ: t + 1/t = (κ + 1)²/κ·(1 − r²) − 2, with t the square of it. */
function ratioFor(kappa: number, correlation: number): number {
  const sum = ((kappa + 1) ** 2 / kappa) * (1 - correlation ** 2) - 2
  return Math.sqrt((sum + Math.sqrt(sum * sum - 4)) / 2)
}

/** The learner's number for each case, and what H has in it. */
function measureCases(context: Context, cases: Features[], of: (X: Tensor2D) => number) {
  return {
    moments: cases.map((one) => momentsOf(one)),
    // As if nothing had a mean.
    centred: cases.map((one) => momentsOf({ ...one, offsets: [0, 0] })),
    rows: cases.map(({ rows }) => rows),
    values: cases.map((one) => of(makeFeatures(context, one))),
  }
}

/** Means of a², ab and b² over the rows: the elements of XᵀX/N. */
function momentsOf({ spreads: [a, b], correlation, offsets: [p, q] }: Features): number[] {
  return [a * a * (1 + p * p), a * b * (correlation + p * q), b * b * (1 + q * q)]
}

/** [rows, 2] with exactly these spreads, this correlation and these means over the rows, but for float32. */
function makeFeatures({ draw, kit, tf }: Pick<Context, 'draw' | 'kit' | 'tf'>, features: Features): Tensor2D {
  const { spreads, correlation, offsets, rows, pattern } = features
  if (pattern === 'crossed') return tf.tensor2d(PATTERNS.crossed.map(([a, b]) => [spreads[0] * a, spreads[1] * b]))
  if (pattern === 'alike') return tf.tensor2d(PATTERNS.alike.map(([a, b]) => [a, Math.sign(correlation) * b]))
  const next = kit.normals(draw.seed)
  const first = standardised(Array.from({ length: rows }, next))
  const drawn = Array.from({ length: rows }, next)
  const along = drawn.reduce((sum, one, i) => sum + one * (first[i] ?? NaN), 0) / rows
  const other = standardised(drawn.map((one, i) => one - along * (first[i] ?? NaN)))
  return tf.tensor2d(
    first.map((u, i) => [
      spreads[0] * (offsets[0] + u),
      spreads[1] * (offsets[1] + correlation * u + Math.sqrt(1 - correlation ** 2) * (other[i] ?? NaN)),
    ]),
  )
}

function standardised(values: number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length)
  return values.map((one) => (one - mean) / deviation)
}

const rowsOf = (values: ArrayLike<number>): Array<[number, number]> =>
  Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i] ?? NaN, values[2 * i + 1] ?? NaN])

/** ‖Xw − y‖²/(2N) after 0 … STEPS steps from w = 0, in float64. */
function descend(rows: Array<[number, number]>, target: number[], eta: number): number[] {
  let [u, v] = [0, 0]
  return Array.from({ length: STEPS + 1 }, () => {
    const errors = rows.map(([a, b], i) => a * u + b * v - (target[i] ?? NaN))
    const mean = (factor: (i: number) => number) =>
      errors.reduce((sum, one, i) => sum + one * factor(i), 0) / rows.length
    const loss = mean((i) => errors[i] ?? NaN) / 2
    ;[u, v] = [u - eta * mean((i) => rows[i]?.[0] ?? NaN), v - eta * mean((i) => rows[i]?.[1] ?? NaN)]
    return loss
  })
}
