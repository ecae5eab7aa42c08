// Breaks "Every x_b moves μ and σ² as well": dx takes the statistics for constants.
// Misconception: statistics-are-constants
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

/** The columns of a matrix as lists of numbers. */
function columns(matrix: tf.Tensor2D): number[][] {
  const [rows, n] = matrix.shape
  const values = matrix.dataSync()
  return Array.from({ length: n }, (_, j) => Array.from({ length: rows }, (_, b) => values[b * n + j]))
}

/** The matrix that has these columns. */
function matrixOf(list: number[][], rows: number): tf.Tensor2D {
  const n = list.length
  const values = new Float32Array(rows * n)
  list.forEach((column, j) => {
    column.forEach((value, b) => {
      values[b * n + j] = value
    })
  })
  return tf.tensor2d(values, [rows, n])
}

function average(list: number[]): number {
  let sum = 0
  for (const value of list) sum += value
  return sum / list.length
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  const g = gamma.dataSync()
  const shift = beta.dataSync()
  const means: number[] = []
  const variances: number[] = []
  const out = columns(x).map((column, j) => {
    const mean = average(column)
    const variance = average(column.map((value) => (value - mean) ** 2))
    means.push(mean)
    variances.push(variance)
    const s = Math.sqrt(variance + eps)
    return column.map((value) => (g[j] * (value - mean)) / s + shift[j])
  })
  return { y: matrixOf(out, x.shape[0]), mean: tf.tensor1d(means), variance: tf.tensor1d(variances) }
}

export function bnGrad(dy: tf.Tensor2D, cache: Cache): Gradients {
  const { x, gamma, variance, eps } = cache
  const g = gamma.dataSync()
  const variances = variance.dataSync()
  const inputs = columns(x)
  const dgamma: number[] = []
  const dbeta: number[] = []
  const out = columns(dy).map((column, j) => {
    const batch = column.length
    const mean = average(inputs[j])
    const s = Math.sqrt(variances[j] + eps)
    const xhat = inputs[j].map((value) => (value - mean) / s)
    const meanDy = average(column)
    const meanDyXhat = average(column.map((value, b) => value * xhat[b]))
    dgamma.push(batch * meanDyXhat)
    dbeta.push(batch * meanDy)
    return column.map((value) => (g[j] / s) * value)
  })
  return { dx: matrixOf(out, x.shape[0]), dgamma: tf.tensor1d(dgamma), dbeta: tf.tensor1d(dbeta) }
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  const g = gamma.dataSync()
  const shift = beta.dataSync()
  const means = running.mean.dataSync()
  const variances = running.variance.dataSync()
  const out = columns(x).map((column, j) => {
    const s = Math.sqrt(variances[j] + eps)
    return column.map((value) => (g[j] * (value - means[j])) / s + shift[j])
  })
  return matrixOf(out, x.shape[0])
}
