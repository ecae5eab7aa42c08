import { atMost, defineChecks, distance, dot, nearEach, norm } from 'grader/judge'

interface Draw {
  epsilon: number
  spreads: number[]
}

/** Matrices row by row, [batch, n]; γ, β and statistics one number for each feature. */
interface Layer {
  x: number[]
  gamma: number[]
  beta: number[]
}

interface Training extends Layer {
  y: number[]
  mean: number[]
  variance: number[]
}

interface Gradient extends Layer {
  dy: number[]
  dx: number[]
  dgamma: number[]
  dbeta: number[]
}

interface Measured {
  train: Training
  square: Training
  largeMean: Training
  large: Training
  gradient: Gradient
  pair: Gradient
  squareGradient: Gradient
  largeGradient: Gradient
  /** y of the batch, and of its first three rows, each by itself. */
  evaluation: Layer & { mean: number[]; variance: number[]; y: number[]; alone: number[] }
}

// What is right is computed here from x in float64, feature by feature, and the model solution is held against it.
// Backends differ from it by some 5e-6 at most of the unit of each error: |γ| for y, |γ|/s·‖dy‖ for dx. The nearest wrong idea is
// 0.08 away.
const TOLERANCE = 1e-4
// A mean of 4,000 standard deviations is known in float32 to a few 1e-4 of one of them.
const LARGE_MEAN_TOLERANCE = 1e-2

export default defineChecks<Measured, Draw>({
  checks: {
    statistics: {
      needs: ['train', 'large'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const [features, large] = [featuresOf(reference.train, draw), featuresOf(reference.large, draw)]
        const all = [...features, ...large]
        return nearEach(
          [...m.train.mean, ...m.large.mean, ...m.train.variance, ...m.large.variance],
          [...all.map(({ mean }) => mean), ...all.map(({ variance }) => variance)],
          inUnitsOf([...all.map(({ s }) => s), ...all.map(({ variance, epsilon }) => variance + epsilon / 1000)]),
        )
      },
    },
    output: {
      needs: ['train', 'square', 'large'],
      weight: 3,
      judge: ({ m, reference, draw }) => {
        const errors = [of('train'), of('square'), of('large')].flatMap((call) =>
          featuresOf(call(reference), draw).map((feature) => outputError(call(m).y, feature)),
        )
        return atMost(Math.max(...errors), TOLERANCE)
      },
    },
    'large-mean': {
      needs: ['largeMean'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const errors = featuresOf(reference.largeMean, draw).map((feature) => outputError(m.largeMean.y, feature))
        return atMost(Math.max(...errors), LARGE_MEAN_TOLERANCE)
      },
    },
    // The cosine of dx with (1, …, 1): a gradient that is too long is no more shifted for it.
    'no-common-shift': {
      needs: ['gradient', 'largeGradient'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const cosines = [of('gradient'), of('largeGradient')].flatMap((call) =>
          gradientsOf(call(reference), draw).map((feature) => {
            const dx = column(call(m).dx, feature)
            return sum(dx) / (Math.sqrt(dx.length) * Math.max(norm(dx), 1e-12 * feature.unit))
          }),
        )
        return nearEach(
          cosines,
          cosines.map(() => 0),
          { abs: TOLERANCE },
        )
      },
    },
    // ε/(v + ε) of ⟨dy, x̂⟩ comes through: nothing, but for features below √ε.
    'no-common-stretch': {
      needs: ['gradient', 'largeGradient'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const pairs = [of('gradient'), of('largeGradient')].flatMap((call) =>
          gradientsOf(call(reference), draw).map((feature) =>
            [column(call(m).dx, feature), feature.dx].map((dx) => dot(dx, feature.xHat) / feature.unit),
          ),
        )
        return nearEach(
          pairs.map(([mine]) => mine),
          pairs.map(([, expected]) => expected ?? NaN),
          { abs: TOLERANCE },
        )
      },
    },
    'input-gradient': {
      needs: ['gradient', 'pair', 'squareGradient', 'largeGradient'],
      weight: 3,
      judge: ({ m, reference, draw }) => {
        const errors = [of('gradient'), of('pair'), of('squareGradient'), of('largeGradient')].flatMap((call) =>
          gradientsOf(call(reference), draw).map(
            (feature) => distance(column(call(m).dx, feature), feature.dx) / feature.unit,
          ),
        )
        return atMost(Math.max(...errors), TOLERANCE)
      },
    },
    'parameter-gradients': {
      needs: ['gradient', 'squareGradient', 'largeGradient'],
      weight: 2,
      judge: ({ m, reference, draw }) => {
        const calls = [of('gradient'), of('squareGradient'), of('largeGradient')]
        const all = calls.map((call) => ({ mine: call(m), features: gradientsOf(call(reference), draw) }))
        return nearEach(
          all.flatMap(({ mine }) => [...mine.dgamma, ...mine.dbeta]),
          all.flatMap(({ features }) => [
            ...features.map(({ dgamma }) => dgamma),
            ...features.map(({ dbeta }) => dbeta),
          ]),
          inUnitsOf(all.flatMap(({ features }) => [...features, ...features].map(({ dy }) => norm(dy)))),
        )
      },
    },
    evaluation: {
      needs: ['evaluation'],
      weight: 2,
      judge: ({ m, reference, draw }) => {
        const errors = featuresOf(reference.evaluation, draw, reference.evaluation).flatMap((feature) =>
          [m.evaluation.y, m.evaluation.alone].map((y) => outputError(y, feature)),
        )
        return atMost(Math.max(...errors), TOLERANCE)
      },
    },
  },

  misconceptions: {
    'root-of-the-deviation': {
      fails: ['output', 'input-gradient', 'evaluation'],
      recognise: ({ m, reference, draw }) =>
        outputIs(m.train?.y, reference.train, draw, (feature) =>
          dividedBy(feature, Math.sqrt(Math.sqrt(feature.variance) + feature.epsilon)),
        ),
    },
    'epsilon-beside-the-root': {
      fails: ['output', 'input-gradient', 'evaluation'],
      recognise: ({ m, reference, draw }) =>
        outputIs(m.train?.y, reference.train, draw, (feature) =>
          dividedBy(feature, Math.sqrt(feature.variance) + feature.epsilon),
        ),
    },
    'divides-by-batch-minus-one': {
      fails: ['statistics', 'output'],
      recognise: ({ m, reference, draw }) =>
        outputIs(m.train?.y, reference.train, draw, (feature) => {
          const rows = feature.x.length
          return dividedBy(feature, Math.sqrt((feature.variance * rows) / (rows - 1) + feature.epsilon))
        }),
    },
    'beta-over-the-deviation': {
      fails: ['output', 'evaluation'],
      recognise: ({ m, reference, draw }) =>
        outputIs(m.train?.y, reference.train, draw, ({ x, mean, s, gamma, beta }) =>
          x.map((one) => (gamma * (one - mean) + beta) / s),
        ),
    },
    'along-the-rows': {
      fails: ['statistics', 'output'],
      recognise: ({ m, reference, draw }) => normalisesRows(m.square?.y, reference.square, draw),
    },
    'batch-statistics-at-evaluation': {
      fails: ['evaluation'],
      recognise: ({ m, reference, draw }) => outputIs(m.evaluation?.y, reference.evaluation, draw, outputOf),
    },
    'statistics-are-constants': {
      fails: ['no-common-shift', 'no-common-stretch', 'input-gradient'],
      recognise: ({ m, reference, draw }) =>
        gradientIs(m.gradient?.dx, reference.gradient, draw, ({ dy, gamma, s }) => dy.map((one) => (gamma * one) / s)),
    },
    'variance-is-constant': {
      fails: ['no-common-stretch', 'input-gradient'],
      recognise: ({ m, reference, draw }) =>
        gradientIs(m.gradient?.dx, reference.gradient, draw, ({ dy, dbeta, gamma, s }) =>
          dy.map((one) => (gamma * (one - dbeta / dy.length)) / s),
        ),
    },
    'means-for-sums': {
      fails: ['parameter-gradients'],
      recognise: ({ m, reference, draw }) =>
        reference.gradient !== undefined &&
        gradientsOf(reference.gradient, draw).every(({ j, dy, dgamma, dbeta }) =>
          [
            (m.gradient?.dgamma[j] ?? NaN) * dy.length - dgamma,
            (m.gradient?.dbeta[j] ?? NaN) * dy.length - dbeta,
          ].every((difference) => Math.abs(difference) <= 1e-3 * norm(dy)),
        ),
    },
    'one-pass-variance': {
      fails: ['large-mean'],
      // Noise where the mean is far away, and right wherever it is near.
      recognise: ({ m, failed }) => failed.length === 1 && m.largeMean !== undefined,
    },
  },

  plots: {
    spread: {
      needs: ['large'],
      x: 'standard-deviation',
      y: 'standard-deviation',
      xScale: 'log',
      yScale: 'log',
      draw: ({ m, reference, draw }) => {
        const alive = featuresOf(reference.large, draw)
          .map((feature) => ({ feature, spread: Math.sqrt(feature.variance) }))
          .filter(({ spread }) => spread > 0)
          .toSorted((a, b) => a.spread - b.spread)
        // γ is taken out again.
        const points = (y: number[]): Array<[number, number]> =>
          alive.map(({ feature, spread }) => [spread, deviationOf(column(y, feature)) / Math.abs(feature.gamma)])
        return {
          mine: points(m.large.y),
          reference: points(reference.large.y),
          baseline: alive.map(({ spread }): [number, number] => [spread, spread]),
        }
      },
    },
    gradient: {
      needs: ['gradient'],
      x: 'index',
      y: 'value',
      draw: ({ m, reference, draw }) => {
        // The feature whose spread is of size one.
        const feature = gradientsOf(reference.gradient, draw).find(({ s }) => s > 0.3 && s < 3)
        const points = (values: readonly number[]): Array<[number, number]> => values.map((value, i) => [i + 1, value])
        if (feature === undefined) return { mine: [] }
        return {
          mine: points(column(m.gradient.dx, feature)),
          reference: points(feature.dx),
          // As if mean and variance were constants.
          baseline: points(feature.dy.map((one) => (feature.gamma * one) / feature.s)),
        }
      },
    },
  },
})

/** One section of the measurements, be they the learner's or the reference's. */
const of =
  <Name extends keyof Measured>(name: Name) =>
  (all: Measured): Measured[Name] =>
    all[name]

const inUnitsOf = (units: readonly number[]) => (index: number) => ({ abs: TOLERANCE * (units[index] ?? NaN) })

/** Feature number j over the batch, with what is right for it. */
interface Feature {
  j: number
  /** How many features there are. */
  width: number
  x: number[]
  gamma: number
  beta: number
  mean: number
  variance: number
  epsilon: number
  /** √(variance + ε) */
  s: number
  xHat: number[]
}

interface FeatureGradient extends Feature {
  dy: number[]
  dx: number[]
  dgamma: number
  dbeta: number
  /** What dx is measured in: |γ|/s·‖dy‖. */
  unit: number
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
const column = (matrix: readonly number[], { j, width }: Pick<Feature, 'j' | 'width'>): number[] =>
  matrix.filter((_, k) => k % width === j)
const deviationOf = (values: readonly number[]): number => {
  const mean = sum(values) / values.length
  return Math.sqrt(sum(values.map((one) => (one - mean) ** 2)) / values.length)
}

/** Normalised by the batch's own statistics, or by those that are given. */
function featuresOf(layer: Layer, { epsilon }: Draw, given?: { mean: number[]; variance: number[] }): Feature[] {
  return layer.gamma.map((gamma, j) => {
    const place = { j, width: layer.gamma.length }
    const x = column(layer.x, place)
    const mean = given?.mean[j] ?? sum(x) / x.length
    const variance = given?.variance[j] ?? deviationOf(x) ** 2
    const s = Math.sqrt(variance + epsilon)
    const xHat = x.map((one) => (one - mean) / s)
    return { ...place, x, gamma, beta: layer.beta[j] ?? NaN, mean, variance, epsilon, s, xHat }
  })
}

/** dx = γ/s·(dy − mean(dy) − x̂·mean(dy·x̂)) for each feature. */
function gradientsOf(layer: Gradient, draw: Draw): FeatureGradient[] {
  return featuresOf(layer, draw).map((feature) => {
    const { gamma, s, xHat } = feature
    const dy = column(layer.dy, feature)
    const [dbeta, dgamma] = [sum(dy), dot(dy, xHat)]
    const dx = dy.map((one, b) => (gamma / s) * (one - (dbeta + (xHat[b] ?? NaN) * dgamma) / dy.length))
    return { ...feature, dy, dx, dgamma, dbeta, unit: (Math.abs(gamma) / s) * norm(dy) }
  })
}

const outputOf = (feature: Feature): number[] => dividedBy(feature, feature.s)
const dividedBy = ({ x, mean, gamma, beta }: Feature, divisor: number): number[] =>
  x.map((one) => (gamma * (one - mean)) / divisor + beta)

/** Root mean square of the difference over the rows there are, in units of γ. */
function outputError(y: readonly number[], feature: Feature): number {
  const mine = column(y, feature)
  return distance(mine, outputOf(feature).slice(0, mine.length)) / (Math.abs(feature.gamma) * Math.sqrt(mine.length))
}

/** Every feature of y follows this formula. */
function outputIs(
  y: readonly number[] | undefined,
  layer: Layer | undefined,
  draw: Draw,
  formula: (feature: Feature) => number[],
): boolean {
  if (y === undefined || layer === undefined) return false
  return featuresOf(layer, draw).every((feature) => {
    const expected = formula(feature)
    return distance(column(y, feature), expected) <= 1e-3 * norm(expected)
  })
}

/** Every feature of dx follows this formula. */
function gradientIs(
  dx: readonly number[] | undefined,
  layer: Gradient | undefined,
  draw: Draw,
  formula: (feature: FeatureGradient) => number[],
): boolean {
  if (dx === undefined || layer === undefined) return false
  return gradientsOf(layer, draw).every(
    (feature) => distance(column(dx, feature), formula(feature)) <= 1e-3 * feature.unit,
  )
}

/** Each row, with γ and β taken out, is the row of x, moved and scaled to the mean 0 and the variance 1. */
function normalisesRows(y: readonly number[] | undefined, layer: Layer | undefined, { epsilon }: Draw): boolean {
  if (y === undefined || layer === undefined) return false
  const { x, gamma, beta } = layer
  const width = gamma.length
  return y.every((value, k) => {
    const row = x.slice(k - (k % width), k - (k % width) + width)
    const xHat = ((x[k] ?? NaN) - sum(row) / width) / Math.sqrt(deviationOf(row) ** 2 + epsilon)
    return Math.abs(value - (gamma[k % width] ?? NaN) * xHat - (beta[k % width] ?? NaN)) <= 1e-3
  })
}
