import { defineExperiment, fn, number, record, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor1D, Tensor2D } from 'grader/experiments'

interface Draw {
  seed: number
  batch: number
  /** Under the root. */
  epsilon: number
  /** Standard deviations of the features. The least lie below √ε; 0 is a unit that is dead in the whole batch. */
  spreads: number[]
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
    epsilon: rng.uniform(5e-6, 2e-5),
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
    offset: rng.uniform(2500, 4000),
  }),

  sections: {
    train: (context) => measureTraining(context, { rows: context.draw.batch, spreads: context.draw.spreads, at: 0 }),
    // As many rows as features: statistics of rows have the right shape here.
    square: (context) => {
      const { spreads } = context.draw
      return measureTraining(context, { rows: spreads.length, spreads, at: 100 })
    },
    // Features far from zero, measured in their own spread.
    largeMean: (context) => {
      // Wide ones, for which ε is nothing, so that only rounding is at stake; six, so that no lucky rounding passes them all.
      const wide = context.draw.spreads.filter((one) => one > 0.05)
      const spreads = [...wide, ...wide.map((one) => 2 * one)]
      return measureTraining(context, { rows: context.draw.batch, spreads, at: 200, offset: context.draw.offset })
    },
    large: (context) => {
      const { batch, spreads } = context.draw
      return measureTraining(context, { rows: 6 * batch, spreads, at: 300 })
    },
    gradient: (context) => measureGradient(context, { rows: context.draw.batch, at: 400 }),
    // Two rows: x̂ is ±1 whatever they are, and next to nothing can pass.
    pair: (context) => measureGradient(context, { rows: 2, at: 500 }),
    squareGradient: (context) => measureGradient(context, { rows: context.draw.spreads.length, at: 800 }),
    largeGradient: (context) => measureGradient(context, { rows: 6 * context.draw.batch, at: 600 }),
    evaluation: (context) => {
      const { learner, draw, tf, kit } = context
      const { batch, seed, epsilon, spreads } = draw
      const { x, gamma, beta } = makeLayer(context, { rows: batch, spreads, at: 700 })
      // What was gathered while training is near the batch and not equal to it.
      const uniform = kit.uniforms(seed + 799)
      const mean = spreads.map((spread) => spread * (2 * uniform() - 1))
      const variance = spreads.map((spread) => (spread * (0.6 + uniform())) ** 2)
      const evaluate = (rows: Tensor2D) => {
        const running = { mean: tf.tensor1d(mean), variance: tf.tensor1d(variance) }
        return learner.bnEval(rows, gamma, beta, running, epsilon).values
      }
      return {
        ...evidenceOf({ x, gamma, beta }),
        mean,
        variance,
        y: evaluate(x),
        // Rows 0, 1 and 2 again, each by itself.
        alone: [0, 1, 2].map((row) => evaluate(tf.slice(x, [row, 0], [1, spreads.length]))).flat(),
      }
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

interface Layer {
  x: Tensor2D
  gamma: Tensor1D
  beta: Tensor1D
}

/** x [rows, n] whose features have the given spreads, with γ of either sign between 0.5 and 2 and β of size one. */
function makeLayer({ tf, kit, draw }: Context, { rows, spreads, at, offset }: Request): Layer {
  const seed = draw.seed + at
  const uniform = kit.uniforms(seed + 1)
  const sign = () => (uniform() < 0.5 ? -1 : 1)
  const centres = spreads.map((spread) => spread * sign() * (offset ?? 1 + 2 * uniform()))
  const gamma = spreads.map(() => sign() * (0.5 + 1.5 * uniform()))
  const beta = spreads.map(() => sign() * (0.5 + uniform()))
  const x = tf.add(tf.mul(kit.gauss([rows, spreads.length], seed), tf.tensor1d([...spreads])), tf.tensor1d(centres))
  return { x: x.as2D(rows, spreads.length), gamma: tf.tensor1d(gamma), beta: tf.tensor1d(beta) }
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

function measureGradient(context: Context, { rows, at }: { rows: number; at: number }) {
  const { learner, draw, tf, kit } = context
  const { spreads, epsilon: eps, seed } = draw
  const layer = makeLayer(context, { rows, spreads, at })
  const { mean, variance } = tf.moments(layer.x, 0)
  // A mean of its own in each column, and a part along x, so that every term of the gradient has something to say.
  const noise = kit.gauss([rows, spreads.length], seed + at + 2)
  const along = tf.div(tf.sub(layer.x, mean), tf.sqrt(tf.add(variance, eps)))
  const dy = tf.add(tf.add(noise, 1), along).as2D(rows, spreads.length)
  const cache = { x: layer.x, gamma: layer.gamma, mean: mean.as1D(), variance: variance.as1D(), eps }
  const { dx, dgamma, dbeta } = learner.bnGrad(dy, cache)
  return {
    ...evidenceOf(layer),
    dy: Array.from(dy.dataSync()),
    dx: dx.values,
    dgamma: dgamma.values,
    dbeta: dbeta.values,
  }
}
