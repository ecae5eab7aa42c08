import { allOf, atMost, defineChecks, distance, dot, nearEach, norm } from 'grader/judge'
import type { Judgement } from 'grader/judge'

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

/** Asked twice, with another batch forward in between. */
interface Interleaved extends Gradient {
  laterDx: number[]
  laterDgamma: number[]
  laterDbeta: number[]
}

interface Evaluation extends Layer {
  mean: number[]
  variance: number[]
  /** y of the batch, of its first two rows, and of its first three rows, each by itself. */
  y: number[]
  two: number[]
  alone: number[]
}

interface Measured {
  train: Training
  trainPair: Training
  square: Training
  /** near: y of the same features near zero. */
  largeMean: Training & { near: number[] }
  large: Training
  narrow: Training
  gradient: Gradient
  pair: Gradient
  squareGradient: Gradient
  largeGradient: Gradient
  narrowGradient: Gradient
  interleaved: Interleaved
  evaluation: Evaluation
  largeEvaluation: Evaluation
  narrowEvaluation: Evaluation
}

// What is right is computed here from x in float64, feature by feature, and the model solution is held against it.
// Backends differ from it by some 5e-6 at most of the unit of each error: |γ| for y, |γ|/s·‖dy‖ for dx. The nearest wrong idea is
// 0.01 away.
const TOLERANCE = 1e-4
// A mean of 4,000 standard deviations is known in float32 to a few 1e-4 of one of them, a constant of size 2 to 1e-3 of √ε.
const FAR_TOLERANCE = 1e-2
// In units of ε: E[x²] − E[x]² of a constant of size 2 is 0 on one backend and a rounding of 4, some tenths of ε, on another.
const CONSTANT_VARIANCE_TOLERANCE = 0.5
// What belongs to a wrong divisor may be ten times as long as dx should be, and so may its rounding.
const OWN_TOLERANCE = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    statistics: {
      needs: ['train', 'trainPair', 'large', 'narrow'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const all = [of('train'), of('trainPair'), of('large'), of('narrow')].map((call) => ({
          mine: call(m),
          features: featuresOf(call(reference), draw),
        }))
        const features = all.flatMap((one) => one.features)
        return nearEach(
          [...all.flatMap(({ mine }) => mine.mean), ...all.flatMap(({ mine }) => mine.variance)],
          [...features.map(({ mean }) => mean), ...features.map(({ variance }) => variance)],
          inUnitsOf([
            ...features.map((feature) => toleranceOf(feature) * feature.s),
            ...features.map((feature) =>
              isConstant(feature) ? CONSTANT_VARIANCE_TOLERANCE * draw.epsilon : TOLERANCE * feature.variance,
            ),
          ]),
        )
      },
    },
    output: {
      needs: ['train', 'trainPair', 'square', 'large', 'narrow'],
      weight: 3,
      judge: ({ m, reference, draw }) =>
        worst(
          [of('train'), of('trainPair'), of('square'), of('large'), of('narrow')].flatMap((call) =>
            featuresOf(call(reference), draw).map((feature) => ({
              error: outputError(call(m).y, feature),
              limit: toleranceOf(feature),
            })),
          ),
        ),
    },
    // A feature that is moved away keeps its x̂: held against what the learner makes of it near zero, whatever that is.
    'large-mean': {
      needs: ['largeMean'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        worst(
          featuresOf(reference.largeMean, draw).map((feature) => ({
            error: gap(column(m.largeMean.y, feature), column(m.largeMean.near, feature), feature),
            limit: FAR_TOLERANCE,
          })),
        ),
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
    // ε/(v + ε) of ⟨dy, x̂⟩ comes through: nothing, but for features below √ε. The factor γ/s is the learner's own, as the rest of
    // dx shows it, which neither shift nor stretch touches: who has it wrong fails `input-gradient`, and not here. Nor does who
    // normalises by a wrong divisor, both forwards and in x̂ here, and lets through what belongs to that divisor.
    'no-common-stretch': {
      needs: ['gradient', 'largeGradient'],
      weight: 1,
      judge: (context) => {
        const { m, reference, draw } = context
        const calls = [of('gradient'), of('largeGradient')]
        // Only where `input-gradient` fails, so that this excuses nobody.
        const mayBeOwn = !worst(calls.flatMap((call) => inputErrors(call, context))).passed
        const parts = calls.flatMap((call) =>
          gradientsOf(call(reference), draw).map((feature) =>
            stretchOf(column(call(m).dx, feature), feature, mayBeOwn),
          ),
        )
        return nearEach(
          parts.map(({ mine }) => mine),
          parts.map(({ expected }) => expected),
          inUnitsOf(parts.map(({ tolerance }) => tolerance)),
        )
      },
    },
    'input-gradient': {
      needs: ['gradient', 'squareGradient', 'largeGradient', 'narrowGradient', 'interleaved'],
      weight: 2,
      judge: (context) => worst(manyRows().flatMap((call) => inputErrors(call, context))),
    },
    'two-rows': {
      needs: ['pair'],
      weight: 1,
      judge: (context) => worst(inputErrors(of('pair'), context)),
    },
    // How far the second answer lies from the first. A first answer that is right is worth what is right itself, so that rounding
    // does not count twice; one that is wrong without any other batch fails here without a number.
    'other-batch': {
      needs: ['interleaved'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const features = gradientsOf(reference.interleaved, draw)
        const { dx, dgamma, dbeta, laterDx, laterDgamma, laterDbeta } = m.interleaved
        const first = features.map((feature) => answerFor(feature, { dx, dgamma, dbeta }))
        const later = features.map((feature) =>
          answerFor(feature, { dx: laterDx, dgamma: laterDgamma, dbeta: laterDbeta }),
        )
        const moved = worst(differences(later, first, features))
        const isRight = worst(differences(first, features, features)).passed
        return allOf(isRight ? [worst(differences(later, features, features)), moved] : [moved, allOf([])])
      },
    },
    'gamma-gradient': {
      needs: ['gradient', 'pair', 'squareGradient', 'largeGradient', 'narrowGradient', 'interleaved'],
      weight: 1,
      judge: (context) => parameterGradient('dgamma', context),
    },
    'beta-gradient': {
      needs: ['gradient', 'pair', 'squareGradient', 'largeGradient', 'narrowGradient', 'interleaved'],
      weight: 1,
      judge: (context) => parameterGradient('dbeta', context),
    },
    evaluation: {
      needs: ['evaluation', 'largeEvaluation', 'narrowEvaluation'],
      weight: 2,
      judge: ({ m, reference, draw }) =>
        worst(
          [of('evaluation'), of('largeEvaluation'), of('narrowEvaluation')].flatMap((call) =>
            featuresOf(call(reference), draw, call(reference)).flatMap((feature) =>
              [call(m).y, call(m).two, call(m).alone].map((y) => ({
                error: outputError(y, feature),
                limit: toleranceOf(feature),
              })),
            ),
          ),
        ),
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
      fails: ['output', 'beta-gradient', 'evaluation'],
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
      fails: ['no-common-shift', 'no-common-stretch', 'input-gradient', 'two-rows', 'other-batch'],
      recognise: ({ m, reference, draw }) =>
        gradientIs(m.gradient?.dx, reference.gradient, draw, ({ dy, gamma, s }) => dy.map((one) => (gamma * one) / s)),
    },
    'variance-is-constant': {
      fails: ['no-common-stretch', 'input-gradient', 'two-rows', 'other-batch'],
      recognise: ({ m, reference, draw }) =>
        gradientIs(m.gradient?.dx, reference.gradient, draw, ({ dy, dbeta, gamma, s }) =>
          dy.map((one) => (gamma * (one - dbeta / dy.length)) / s),
        ),
    },
    // dx without γ: the factor is 1/s.
    'gamma-not-passed-on': {
      fails: ['input-gradient'],
      recognise: ({ m, reference, draw }) =>
        gradientIs(m.gradient?.dx, reference.gradient, draw, ({ dx, gamma }) => dx.map((one) => one / gamma)),
    },
    // dx without 1/s: the factor is γ.
    'deviation-not-passed-on': {
      fails: ['input-gradient'],
      recognise: ({ m, reference, draw }) =>
        gradientIs(m.gradient?.dx, reference.gradient, draw, ({ dx, s }) => dx.map((one) => one * s)),
    },
    // Either of the two is enough.
    'means-for-sums': {
      fails: ['gamma-gradient', 'beta-gradient'],
      recognise: ({ m, reference, draw }) => {
        const { gradient } = reference
        if (gradient === undefined || m.gradient === undefined) return false
        const { dgamma, dbeta } = m.gradient
        const features = gradientsOf(gradient, draw)
        const isMean = (mine: readonly number[], right: (feature: FeatureGradient) => number) =>
          features.every(
            (feature) =>
              Math.abs((mine[feature.j] ?? NaN) * feature.dy.length - right(feature)) <=
              10 * toleranceOf(feature) * norm(feature.dy),
          )
        return isMean(dgamma, (feature) => feature.dgamma) || isMean(dbeta, (feature) => feature.dbeta)
      },
    },
    'one-pass-variance': {
      fails: ['large-mean'],
      // Right near zero; far away off by what the square of the mean loses in float32, and by no more.
      recognise: ({ m, reference, draw }) => {
        const { train, largeMean } = reference
        if (train === undefined || largeMean === undefined) return false
        const off = (mine: Training | undefined, layer: Layer) =>
          featuresOf(layer, draw).map((feature) => ({
            feature,
            error: Math.abs((mine?.variance[feature.j] ?? NaN) - feature.variance),
          }))
        const far = off(m.largeMean, largeMean)
        return (
          off(m.train, train).every(({ feature, error }) => error <= 1e-3 * (feature.variance + draw.epsilon)) &&
          far.every(({ feature, error }) => error <= 3e-6 * feature.mean ** 2) &&
          far.filter(({ feature, error }) => error > 0.02 * feature.variance).length > far.length / 2
        )
      },
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

const inUnitsOf = (tolerances: readonly number[]) => (index: number) => ({ abs: tolerances[index] ?? NaN })

/** The error that is farthest above its limit, or nearest below it. */
function worst(errors: readonly { error: number; limit: number }[]): Judgement {
  const [first] = errors.toSorted((a, b) => share(b) - share(a))
  return atMost(first?.error ?? NaN, first?.limit ?? 0)
}
const share = ({ error, limit }: { error: number; limit: number }): number =>
  Number.isFinite(error) ? error / limit : Number.MAX_VALUE

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

const isConstant = ({ x }: Feature): boolean => x.every((one) => one === x[0])
const toleranceOf = (feature: Feature): number => (isConstant(feature) ? FAR_TOLERANCE : TOLERANCE)

/** What this dx multiplies dy by, beside the directions (1, …, 1) and x̂. */
function factorOf(dx: readonly number[], { dy, xHat, dbeta, dgamma }: FeatureGradient): number {
  const square = dot(xHat, xHat)
  const rest = dy.map((one, b) => one - dbeta / dy.length - (square === 0 ? 0 : ((xHat[b] ?? NaN) * dgamma) / square))
  return dot(dx, rest) / dot(rest, rest)
}

/** What is left of this dx along x̂, in units of its own factor times ‖dy‖, and what should be. */
function stretchOf(dx: readonly number[], feature: FeatureGradient, mayBeOwn: boolean) {
  const { gamma, variance, epsilon, xHat, dy, dgamma, unit } = feature
  const factor = factorOf(dx, feature)
  const mine = dot(dx, xHat) / (Math.max(Math.abs(factor), 1e-12 * (unit / norm(dy))) * norm(dy))
  const whole = (Math.sign(factor) * dgamma) / norm(dy)
  // The divisor d of a factor γ/d: a share of 1 − v/d² comes through then.
  const own = 1 - variance * (factor / gamma) ** 2
  const tolerance = OWN_TOLERANCE * Math.max(1, Math.abs(own))
  const isOwn = mayBeOwn && Math.abs(mine - own * whole) <= tolerance
  return isOwn
    ? { mine, expected: own * whole, tolerance }
    : { mine, expected: (epsilon / (variance + epsilon)) * whole, tolerance: TOLERANCE }
}

/** The calls with six rows and more, and with nothing else in between. */
const manyRows = (): Array<(all: Measured) => Gradient> => [
  of('gradient'),
  of('squareGradient'),
  of('largeGradient'),
  of('narrowGradient'),
  of('interleaved'),
]

interface Context {
  m: Measured
  reference: Measured
  draw: Draw
}

/** The error of dx in each feature of one call. */
const inputErrors = (call: (all: Measured) => Gradient, { m, reference, draw }: Context) =>
  gradientsOf(call(reference), draw).map((feature) => ({
    error: distance(column(call(m).dx, feature), feature.dx) / feature.unit,
    limit: toleranceOf(feature),
  }))

function parameterGradient(name: 'dgamma' | 'dbeta', { m, reference, draw }: Context): Judgement {
  const calls = [...manyRows(), of('pair')]
  const features = calls.flatMap((call) => gradientsOf(call(reference), draw))
  return nearEach(
    calls.flatMap((call) => call(m)[name]),
    features.map((feature) => feature[name]),
    inUnitsOf(features.map((feature) => toleranceOf(feature) * norm(feature.dy))),
  )
}

/** What bnGrad says of one feature. */
type Answer = Pick<FeatureGradient, 'dx' | 'dgamma' | 'dbeta'>

const answerFor = (
  feature: FeatureGradient,
  { dx, dgamma, dbeta }: Pick<Gradient, 'dx' | 'dgamma' | 'dbeta'>,
): Answer => ({
  dx: column(dx, feature),
  dgamma: dgamma[feature.j] ?? NaN,
  dbeta: dbeta[feature.j] ?? NaN,
})

/** Between two answers, feature by feature, each in its unit. */
const differences = (some: readonly Answer[], others: readonly Answer[], features: readonly FeatureGradient[]) =>
  features.flatMap((feature, i) => {
    const [one, other] = [some[i], others[i]]
    if (one === undefined || other === undefined) return []
    return [
      distance(one.dx, other.dx) / feature.unit,
      Math.abs(one.dgamma - other.dgamma) / norm(feature.dy),
      Math.abs(one.dbeta - other.dbeta) / norm(feature.dy),
    ].map((error) => ({ error, limit: toleranceOf(feature) }))
  })

const outputOf = (feature: Feature): number[] => dividedBy(feature, feature.s)
const dividedBy = ({ x, mean, gamma, beta }: Feature, divisor: number): number[] =>
  x.map((one) => (gamma * (one - mean)) / divisor + beta)

/** Root mean square of the difference over the rows there are, in units of γ. */
function outputError(y: readonly number[], feature: Feature): number {
  const mine = column(y, feature)
  return gap(mine, outputOf(feature).slice(0, mine.length), feature)
}
const gap = (mine: readonly number[], other: readonly number[], { gamma }: Feature): number =>
  distance(mine, other) / (Math.abs(gamma) * Math.sqrt(mine.length))

/** Every feature of y follows this formula, but for one that never moves: a wrong divisor may blow up its rounding. */
function outputIs(
  y: readonly number[] | undefined,
  layer: Layer | undefined,
  draw: Draw,
  formula: (feature: Feature) => number[],
): boolean {
  if (y === undefined || layer === undefined) return false
  const moving = featuresOf(layer, draw).filter((feature) => !isConstant(feature))
  return moving.every((feature) => {
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
