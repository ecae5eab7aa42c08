// Breaks "maxEta(X) is the step size up to which it does not diverge": returns 1/λ_max, half of it.
// Misconception: one-over-lambda
import * as tf from '@tensorflow/tfjs'

/** The entries of H = XᵀX/N: [[a, b], [b, c]]. */
function hessian(X: tf.Tensor2D): { a: number; b: number; c: number } {
  const rows = X.shape[0]
  const values = X.dataSync()
  let a = 0
  let b = 0
  let c = 0
  for (let i = 0; i < rows; i++) {
    const u = values[2 * i]
    const v = values[2 * i + 1]
    a += u * u
    b += u * v
    c += v * v
  }
  return { a: a / rows, b: b / rows, c: c / rows }
}

/** Both eigenvalues of H, the larger one first. */
function eigenvalues(X: tf.Tensor2D): [number, number] {
  const { a, b, c } = hessian(X)
  const trace = a + c
  const determinant = a * c - b * b
  const root = Math.sqrt((a - c) ** 2 + 4 * b * b)
  const largest = (trace + root) / 2
  return [largest, determinant / largest]
}

export function hessianCond(X: tf.Tensor2D): number {
  const [largest, smallest] = eigenvalues(X)
  return largest / smallest
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  const rows = X.shape[0]
  const values = X.dataSync()
  const out = new Float32Array(2 * rows)
  for (let j = 0; j < 2; j++) {
    let sum = 0
    for (let i = 0; i < rows; i++) sum += values[2 * i + j]
    const mean = sum / rows
    let square = 0
    for (let i = 0; i < rows; i++) square += (values[2 * i + j] - mean) ** 2
    const deviation = Math.sqrt(square / rows)
    for (let i = 0; i < rows; i++) out[2 * i + j] = (values[2 * i + j] - mean) / deviation
  }
  return tf.tensor2d(out, [rows, 2])
}

export function maxEta(X: tf.Tensor2D): number {
  const [largest] = eigenvalues(X)
  return 1 / largest
}
