// Right, with a class per feature that writes out the B by B Jacobian of the normalisation and multiplies by it.
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

/** One feature of one batch. */
class Feature {
  readonly mean: number
  readonly variance: number
  private readonly centred: Float64Array

  constructor(values: Float64Array) {
    const batch = values.length
    let sum = 0
    for (const value of values) sum += value
    const mean = sum / batch
    this.mean = mean
    this.centred = values.map((value) => value - mean)
    let square = 0
    for (const value of this.centred) square += value * value
    this.variance = square / batch
  }

  normalised(eps: number): Float64Array {
    const s = Math.sqrt(this.variance + eps)
    return this.centred.map((value) => value / s)
  }

  /** Row b of the Jacobian: how xhat_b changes with every x_c. It is symmetric. */
  jacobianRow(b: number, xhat: Float64Array, eps: number): Float64Array {
    const batch = xhat.length
    const s = Math.sqrt(this.variance + eps)
    return xhat.map((value, c) => ((b === c ? 1 : 0) - (1 + xhat[b] * value) / batch) / s)
  }
}

function features(x: tf.Tensor2D): Feature[] {
  return columnsOf(x).map((values) => new Feature(values))
}

function columnsOf(x: tf.Tensor2D): Float64Array[] {
  const rows = x.arraySync()
  return Array.from({ length: x.shape[1] }, (_, j) => Float64Array.from(rows, (row) => row[j]))
}

function rowsOf(list: Float64Array[], batch: number): tf.Tensor2D {
  const rows = Array.from({ length: batch }, (_, b) => list.map((column) => column[b]))
  return tf.tensor2d(rows, [batch, list.length])
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  const g = gamma.arraySync()
  const shift = beta.arraySync()
  const all = features(x)
  const y = all.map((feature, j) => feature.normalised(eps).map((value) => g[j] * value + shift[j]))
  return {
    y: rowsOf(y, x.shape[0]),
    mean: tf.tensor1d(all.map((feature) => feature.mean)),
    variance: tf.tensor1d(all.map((feature) => feature.variance)),
  }
}

export function bnGrad(dy: tf.Tensor2D, cache: Cache): Gradients {
  const g = cache.gamma.arraySync()
  const all = features(cache.x)
  const ups = columnsOf(dy)
  const hats = all.map((feature) => feature.normalised(cache.eps))
  const dx = all.map((feature, j) => {
    const dxj = new Float64Array(hats[j].length)
    for (let b = 0; b < dxj.length; b++) dxj[b] = g[j] * inner(feature.jacobianRow(b, hats[j], cache.eps), ups[j])
    return dxj
  })
  return {
    dx: rowsOf(dx, dy.shape[0]),
    dgamma: tf.tensor1d(ups.map((up, j) => inner(up, hats[j]))),
    dbeta: tf.tensor1d(ups.map((up) => up.reduce((sum, value) => sum + value, 0))),
  }
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  const g = gamma.arraySync()
  const shift = beta.arraySync()
  const mean = running.mean.arraySync()
  const variance = running.variance.arraySync()
  const rows = x
    .arraySync()
    .map((row) => row.map((value, j) => ((value - mean[j]) / Math.sqrt(variance[j] + eps)) * g[j] + shift[j]))
  return tf.tensor2d(rows, [x.shape[0], x.shape[1]])
}
