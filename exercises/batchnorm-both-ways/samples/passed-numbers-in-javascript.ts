import * as tf from '@tensorflow/tfjs'

interface Statistics {
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

const average = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
const columnsOf = (x: tf.Tensor2D): number[][] => tf.transpose(x).as2D(x.shape[1], x.shape[0]).arraySync()
const fromColumns = (columns: number[][]): tf.Tensor2D =>
  tf.transpose(tf.tensor2d(columns)).as2D(columns[0]?.length ?? 0, columns.length)
const numbers = (one: tf.Tensor1D): number[] => Array.from(one.dataSync())

function affine(
  x: tf.Tensor2D,
  given: Record<'mean' | 'variance' | 'gamma' | 'beta', number[]>,
  eps: number,
): tf.Tensor2D {
  return fromColumns(
    columnsOf(x).map((column, j) => {
      const [mean = 0, variance = 0, gamma = 1, beta = 0] = [
        given.mean[j],
        given.variance[j],
        given.gamma[j],
        given.beta[j],
      ]
      return column.map((one) => beta + (gamma * (one - mean)) / Math.sqrt(variance + eps))
    }),
  )
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  const columns = columnsOf(x)
  const mean = columns.map(average)
  const variance = columns.map((column, j) => average(column.map((one) => (one - (mean[j] ?? 0)) ** 2)))
  const y = affine(x, { mean, variance, gamma: numbers(gamma), beta: numbers(beta) }, eps)
  return { y, mean: tf.tensor1d(mean), variance: tf.tensor1d(variance) }
}

interface Cache extends Statistics {
  x: tf.Tensor2D
  gamma: tf.Tensor1D
  eps: number
}

// The three ways of the original paper: directly, by the variance, by the mean.
export function bnGrad(dy: tf.Tensor2D, { x, gamma, mean, variance, eps }: Cache) {
  const [means, variances, gammas] = [mean, variance, gamma].map(numbers)
  const rows = x.shape[0]
  const upstream = columnsOf(dy)
  const found = columnsOf(x).map((column, j) => {
    const [mu = 0, v = 0, g = 1, dys = []] = [means?.[j], variances?.[j], gammas?.[j], upstream[j]]
    const s = Math.sqrt(v + eps)
    const dHat = dys.map((one) => one * g)
    const dVariance = column.reduce((sum, one, b) => sum + (dHat[b] ?? 0) * (one - mu) * (-0.5 / s ** 3), 0)
    const dMean = dHat.reduce((sum, one) => sum - one / s, 0)
    return {
      dx: column.map((one, b) => (dHat[b] ?? 0) / s + (dVariance * 2 * (one - mu)) / rows + dMean / rows),
      dgamma: column.reduce((sum, one, b) => sum + ((dys[b] ?? 0) * (one - mu)) / s, 0),
      dbeta: dys.reduce((sum, one) => sum + one, 0),
    }
  })
  return {
    dx: fromColumns(found.map((one) => one.dx)),
    dgamma: tf.tensor1d(found.map((one) => one.dgamma)),
    dbeta: tf.tensor1d(found.map((one) => one.dbeta)),
  }
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  const [mean = [], variance = [], g = [], b = []] = [running.mean, running.variance, gamma, beta].map(numbers)
  return affine(x, { mean, variance, gamma: g, beta: b }, eps)
}
