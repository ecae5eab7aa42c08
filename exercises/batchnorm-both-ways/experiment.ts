import { defineExperiment, fn, number, record, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor1D, Tensor2D } from 'grader/experiments'

interface Draw {
  seed: number
  batch: number
  /** Under the root. */
  epsilon: number
  /** Standard deviations of the features. The least lie below √ε; 0 is a unit that is the same in the whole batch. */
  spreads: number[]
  /** What that unit is. Short in binary, so that its mean and variance are exact in float64. */
  constant: number
  /** Mean over standard deviation in `largeMean`. */
  offset: number
}

interface Statistics {
  mean: Tensor1D
  variance: Tensor1D
}

interface Cache extends Statistics {
  x: Tensor2D
  gamma: Tensor1D
  eps: number
}

interface Learner {
  bnTrain(
    x: Tensor2D,
    gamma: Tensor1D,
    beta: Tensor1D,
    eps: number,
  ): { y: Evidence; mean: Evidence; variance: Evidence }
  bnGrad(dy: Tensor2D, cache: Cache): { dx: Evidence; dgamma: Evidence; dbeta: Evidence }
  bnEval(x: Tensor2D, gamma: Tensor1D, beta: Tensor1D, running: Statistics, eps: number): Evidence
}

type Context = SectionContext<Draw, Learner>

const statistics = { mean: tensor(['n']), variance: tensor(['n']) }

export default defineExperiment<Draw, Learner>({
  exports: {
    bnTrain: fn(
      { x: tensor(['batch', 'n']), gamma: tensor(['n']), beta: tensor(['n']), eps: number() },
      record({ y: tensor(['batch', 'n']), ...statistics }),
    ),
    bnGrad: fn(
      {
        dy: tensor(['batch', 'n']),
        cache: record({ x: tensor(['batch', 'n']), gamma: tensor(['n']), ...statistics, eps: number() }),
      },
      record({ dx: tensor(['batch', 'n']), dgamma: tensor(['n']), dbeta: tensor(['n']) }),
    ),
    bnEval: fn(
      {
        x: tensor(['batch', 'n']),
        gamma: tensor(['n']),
        beta: tensor(['n']),
        running: record(statistics),
        eps: number(),
      },
      tensor(['batch', 'n']),
    ),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    // Small, so that a division by batch − 1 shows; never as large as the number of features.
    batch: rng.integer(8, 11),
    // Never near the 1e-5 of the frameworks.
    epsilon: rng.pick([6e-6, 1.5e-5]) * rng.uniform(0.8, 1.2),
    spreads: [
      ...rng
        .pick([
          [10, 0.01, 1, 0.001, 0.1],
          [0.1, 10, 0.001, 1, 0.01],
          [0.001, 0.1, 10, 0.01, 1],
        ])
        .map((typical) => typical * rng.uniform(0.6, 1.6)),
      0,
    ],
    constant: rng.pick([-1, 1]) * (1 + rng.integer(1, 8) / 8),
    offset: rng.uniform(2500, 4000),
  }),

  sections: {
    train: (context) => measureTraining(context, { rows: context.draw.batch, spreads: context.draw.spreads, at: 0 }),
    trainPair: (context) => measureTraining(context, { rows: 2, spreads: context.draw.spreads, at: 900 }),
    // As many rows as features: statistics of rows have the right shape here.
    square: (context) => {
      const { spreads } = context.draw
      return measureTraining(context, { rows: spreads.length, spreads, at: 100 })
    },
    // Features far from zero, measured in their own spread, and the same ones near it.
    largeMean: (context) => {
      // Wide ones, for which ε is nothing, so that only rounding is at stake; six, so that no lucky rounding passes them all.
      const wide = context.draw.spreads.filter((one) => one > 0.05)
      const spreads = [...wide, ...wide.map((one) => 2 * one)]
      const rows = context.draw.batch
      const { y: near } = measureTraining(context, { rows, spreads, at: 200 })
      return { ...measureTraining(context, { rows, spreads, at: 200, offset: context.draw.offset }), near }
    },
    large: (context) => {
      const { batch, spreads } = context.draw
      return measureTraining(context, { rows: 6 * batch, spreads, at: 300 })
    },
    // One feature alone.
    narrow: (context) => {
      const { batch: rows, spreads } = context.draw
      return measureTraining(context, { rows, spreads: spreads.slice(0, 1), at: 1200 })
    },
    gradient: (context) => measureGradient(context, { rows: context.draw.batch, at: 400 }),
    // Two rows: x̂ is ±1 whatever they are, and next to nothing can pass.
    pair: (context) => measureGradient(context, { rows: 2, at: 500 }),
    squareGradient: (context) => measureGradient(context, { rows: context.draw.spreads.length, at: 800 }),
    largeGradient: (context) => measureGradient(context, { rows: 6 * context.draw.batch, at: 600 }),
    narrowGradient: (context) => {
      const { batch: rows, spreads } = context.draw
      return measureGradient(context, { rows, spreads: spreads.slice(0, 1), at: 1300 })
    },
    // A batch goes back, another of the same shape forward, and the first back again.
    interleaved: (context) => {
      const { batch: rows, spreads, epsilon } = context.draw
      const first = measureGradient(context, { rows, at: 1000 })
      const other = makeLayer(context, { rows, spreads, at: 1050 })
      context.learner.bnTrain(other.x, other.gamma, other.beta, 3 * epsilon)
      const later = measureGradient(context, { rows, at: 1000 })
      return { ...first, laterDx: later.dx, laterDgamma: later.dgamma, laterDbeta: later.dbeta }
    },
    evaluation: (context) => measureEvaluation(context, { rows: context.draw.batch, at: 700 }),
    largeEvaluation: (context) => measureEvaluation(context, { rows: 6 * context.draw.batch, at: 1100 }),
    narrowEvaluation: (context) => {
      const { batch: rows, spreads } = context.draw
      return measureEvaluation(context, { rows, spreads: spreads.slice(0, 1), at: 1400 })
    },
  },
})

interface Request {
  rows: number
  spreads: readonly number[]
  /** Added to the draw's seed. */
  at: number
  /** Mean over standard deviation; some three where it is left out. */
  offset?: number
}

/** All features of the draw, unless others are named. */
type Part = Omit<Request, 'spreads' | 'offset'> & Partial<Pick<Request, 'spreads'>>

interface Layer {
  x: Tensor2D
  gamma: Tensor1D
  beta: Tensor1D
}

/**
 * x [rows, n] whose features have the given spreads, with γ between 0.5 and 2 and β of size one. The sign of γ alternates.
 * Two rows lie on either side of their mean, so that their distance is never lost in rounding.
 */
function makeLayer({ tf, kit, draw }: Context, { rows, spreads, at, offset }: Request): Layer {
  const seed = draw.seed + at
  const uniform = kit.uniforms(seed + 1)
  const sign = () => (uniform() < 0.5 ? -1 : 1)
  const first = sign()
  const centres = spreads.map((spread) => {
    // Drawn in any case, so that the offset changes nothing else.
    const near = sign() * (1 + 2 * uniform())
    return spread === 0 ? draw.constant : spread * (offset === undefined ? near : Math.sign(near) * offset)
  })
  const gamma = spreads.map((_, j) => first * (j % 2 === 0 ? 1 : -1) * (0.5 + 1.5 * uniform()))
  const beta = spreads.map(() => sign() * (0.5 + uniform()))
  const halves = spreads.map(() => sign() * (0.7 + 0.6 * uniform()))
  const noise =
    rows === 2 ? tf.tensor2d([halves, halves.map((half) => -half)]) : kit.gauss([rows, spreads.length], seed)
  const x = tf.add(tf.mul(noise, tf.tensor1d([...spreads])), tf.tensor1d(centres))
  return { x: x.as2D(rows, spreads.length), gamma: tf.tensor1d(gamma), beta: tf.tensor1d(beta) }
}

/** Mean and variance of each feature, rounded once. */
function statisticsOf({ tf }: Context, x: Tensor2D): Statistics {
  const [rows, width] = x.shape
  const values = x.dataSync()
  const overBatch = (of: (b: number, j: number) => number) =>
    Array.from({ length: width }, (_, j) => {
      let sum = 0
      for (let b = 0; b < rows; b++) sum += of(b, j)
      return sum / rows
    })
  const mean = overBatch((b, j) => values[b * width + j] ?? NaN)
  const variance = overBatch((b, j) => ((values[b * width + j] ?? NaN) - (mean[j] ?? NaN)) ** 2)
  return { mean: tf.tensor1d(mean), variance: tf.tensor1d(variance) }
}

/** The layer in numbers, row by row: checks.ts computes with them in float64. */
const evidenceOf = ({ x, gamma, beta }: Layer) => ({
  x: Array.from(x.dataSync()),
  gamma: Array.from(gamma.dataSync()),
  beta: Array.from(beta.dataSync()),
})

function measureTraining(context: Context, request: Request) {
  const layer = makeLayer(context, request)
  const { y, mean, variance } = context.learner.bnTrain(layer.x, layer.gamma, layer.beta, context.draw.epsilon)
  return { ...evidenceOf(layer), y: y.values, mean: mean.values, variance: variance.values }
}

function measureGradient(context: Context, { rows, at, spreads = context.draw.spreads }: Part) {
  const { learner, draw, tf, kit } = context
  const { epsilon: eps, seed } = draw
  const layer = makeLayer(context, { rows, spreads, at })
  const { mean, variance } = statisticsOf(context, layer.x)
  // A mean of its own in each column, and a part along x, so that every term of the gradient has something to say.
  const noise = kit.gauss([rows, spreads.length], seed + at + 2)
  const along = tf.div(tf.sub(layer.x, mean), tf.sqrt(tf.add(variance, eps)))
  const dy = tf.add(tf.add(noise, 1), along).as2D(rows, spreads.length)
  const cache = { x: layer.x, gamma: layer.gamma, mean, variance, eps }
  const { dx, dgamma, dbeta } = learner.bnGrad(dy, cache)
  return {
    ...evidenceOf(layer),
    dy: Array.from(dy.dataSync()),
    dx: dx.values,
    dgamma: dgamma.values,
    dbeta: dbeta.values,
  }
}

function measureEvaluation(context: Context, { rows, at, spreads = context.draw.spreads }: Part) {
  const { learner, draw, tf, kit } = context
  const { seed, epsilon, constant } = draw
  const { x, gamma, beta } = makeLayer(context, { rows, spreads, at })
  // What was gathered while training is near the batch and not equal to it.
  const uniform = kit.uniforms(seed + at + 99)
  const sign = () => (uniform() < 0.5 ? -1 : 1)
  const running = {
    mean: tf.tensor1d(
      spreads.map((spread) =>
        spread === 0 ? constant + sign() * (0.5 + uniform()) * Math.sqrt(epsilon) : spread * (2 * uniform() - 1),
      ),
    ),
    variance: tf.tensor1d(spreads.map((spread) => (spread * (0.6 + uniform())) ** 2)),
  }
  const evaluate = (batch: Tensor2D) => learner.bnEval(batch, gamma, beta, running, epsilon).values
  return {
    ...evidenceOf({ x, gamma, beta }),
    mean: Array.from(running.mean.dataSync()),
    variance: Array.from(running.variance.dataSync()),
    y: evaluate(x),
    // The first rows again: two of them, and three each by itself.
    two: evaluate(tf.slice(x, [0, 0], [2, spreads.length])),
    alone: [0, 1, 2].map((row) => evaluate(tf.slice(x, [row, 0], [1, spreads.length]))).flat(),
  }
}
