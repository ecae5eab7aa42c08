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
    correlation: rng.pick([-1, 1]) * rng.uniform(0.4, 0.8),
    // The wide feature lies further out, so that the mean changes the condition number whatever the signs are.
    offsets: [rng.pick([-1, 1]) * rng.uniform(1, 2), rng.pick([-1, 1]) * rng.uniform(3, 4)],
  }),

  sections: {
    // Centred features first, then features that lie away from zero: the Hessian is XᵀX/N, whatever the mean is.
    condition: ({ learner, draw, kit, tf }) => {
      const cases = makeCases(draw)
      return {
        moments: cases.map((one) => momentsOf(one)),
        values: cases.map((one) => learner.hessianCond(makeFeatures({ draw, kit, tf }, one))),
      }
    },
    step: ({ learner, draw, kit, tf }) => {
      const cases = makeCases(draw)
      return {
        moments: cases.map((one) => momentsOf(one)),
        values: cases.map((one) => learner.maxEta(makeFeatures({ draw, kit, tf }, one))),
      }
    },
    standard: ({ learner, draw, kit, tf }) => {
      const X = makeFeatures({ draw, kit, tf }, raw(draw))
      return { x: Array.from(X.dataSync()), z: Array.from(learner.standardise(X).values) }
    },
    // For growing correlation, after standardising: what is left of the condition number.
    correlations: ({ learner, draw, kit, tf }) => {
      const all = [0, 0.3, 0.5, 0.7, 0.9].map((size) => size * Math.sign(draw.correlation))
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
}

const raw = ({ spread, ratio, correlation, offsets }: Draw): Features => ({
  spreads: [spread, spread * ratio],
  correlation,
  offsets,
})

/**
 * Centred; centred and nearly of one spread; the wide feature first; away from zero. (Of exactly one spread, (1, 1) would be
 * an eigenvector, and power iteration that starts there might never leave it.)
 */
function makeCases(draw: Draw): Features[] {
  const { spread, ratio } = draw
  const centred: Features = { ...raw(draw), offsets: [0, 0] }
  return [
    centred,
    { ...centred, spreads: [1, 1.25] },
    { ...centred, spreads: [spread * ratio, spread], correlation: -draw.correlation / 2 },
    raw(draw),
  ]
}

/** Means of a², ab and b² over the rows: the elements of XᵀX/N. */
function momentsOf({ spreads: [a, b], correlation, offsets: [p, q] }: Features): number[] {
  return [a * a * (1 + p * p), a * b * (correlation + p * q), b * b * (1 + q * q)]
}

/** [rows, 2] with exactly these spreads, this correlation and these means over the rows, but for float32. */
function makeFeatures({ draw, kit, tf }: Pick<Context, 'draw' | 'kit' | 'tf'>, features: Features): Tensor2D {
  const { spreads, correlation, offsets } = features
  const next = kit.normals(draw.seed)
  const first = standardised(Array.from({ length: draw.rows }, next))
  const drawn = Array.from({ length: draw.rows }, next)
  const along = drawn.reduce((sum, one, i) => sum + one * (first[i] ?? NaN), 0) / draw.rows
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
