// Right, with a running (Welford) mean and variance and the chain rule in stages: to the variance, to the mean, to x.
import * as tf from '@tensorflow/tfjs'

interface Statistics {
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

interface Cache extends Statistics {
  x: tf.Tensor2D
  gamma: tf.Tensor1D
  eps: number
}

interface Gradients {
  dx: tf.Tensor2D
  dgamma: tf.Tensor1D
  dbeta: tf.Tensor1D
}

/** Mean and variance of one column in a single pass. */
function stream(values: ArrayLike<number>, j: number, n: number): { mean: number; variance: number; count: number } {
  let count = 0
  let mean = 0
  let sum = 0
  for (let i = j; i < values.length; i += n) {
    count++
    const before = values[i] - mean
    mean += before / count
    sum += before * (values[i] - mean)
  }
  return { mean, variance: sum / count, count }
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  const n = x.shape[1]
  const values = x.dataSync()
  const g = gamma.dataSync()
  const shift = beta.dataSync()
  const y = new Float32Array(values.length)
  const means = new Float32Array(n)
  const variances = new Float32Array(n)
  for (let j = 0; j < n; j++) {
    const { mean, variance } = stream(values, j, n)
    means[j] = mean
    variances[j] = variance
    const scale = g[j] / Math.sqrt(variance + eps)
    for (let i = j; i < values.length; i += n) y[i] = (values[i] - mean) * scale + shift[j]
  }
  return { y: tf.tensor2d(y, x.shape), mean: tf.tensor1d(means), variance: tf.tensor1d(variances) }
}

export function bnGrad(dy: tf.Tensor2D, cache: Cache): Gradients {
  const n = dy.shape[1]
  const values = cache.x.dataSync()
  const up = dy.dataSync()
  const g = cache.gamma.dataSync()
  const dx = new Float32Array(values.length)
  const dgamma = new Float32Array(n)
  const dbeta = new Float32Array(n)
  for (let j = 0; j < n; j++) {
    const { mean, variance, count } = stream(values, j, n)
    const inverse = 1 / Math.sqrt(variance + cache.eps)
    // first stage: to xhat, gamma and beta
    let toGamma = 0
    let toBeta = 0
    let toVariance = 0
    let toMean = 0
    let spread = 0
    for (let i = j; i < values.length; i += n) {
      const centred = values[i] - mean
      const toXhat = up[i] * g[j]
      toGamma += up[i] * centred * inverse
      toBeta += up[i]
      // second stage: xhat depends on the variance and on the mean
      toVariance -= 0.5 * toXhat * centred * inverse ** 3
      toMean -= toXhat * inverse
      spread += centred
    }
    // the variance depends on the mean as well (by nothing but rounding)
    toMean -= (2 * toVariance * spread) / count
    // last stage: x moves xhat, the variance and the mean
    for (let i = j; i < values.length; i += n) {
      dx[i] = up[i] * g[j] * inverse + (2 * toVariance * (values[i] - mean)) / count + toMean / count
    }
    dgamma[j] = toGamma
    dbeta[j] = toBeta
  }
  return { dx: tf.tensor2d(dx, dy.shape), dgamma: tf.tensor1d(dgamma), dbeta: tf.tensor1d(dbeta) }
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  // one multiplication and one addition for each element, folded in float64
  const n = x.shape[1]
  const variances = running.variance.dataSync()
  const means = running.mean.dataSync()
  const shift = beta.dataSync()
  const scale = Array.from(gamma.dataSync(), (g, j) => g / Math.sqrt(variances[j] + eps))
  const offset = scale.map((value, j) => shift[j] - means[j] * value)
  const out = Float32Array.from(x.dataSync(), (value, i) => value * scale[i % n] + offset[i % n])
  return tf.tensor2d(out, x.shape)
}
