// Breaks "right to a relative 10^-3" where s is small: central differences with a step of 0.01, which is ten times √ε at ε = 1e-6.
import * as tf from '@tensorflow/tfjs'

/** Two numbers: with h half their difference, y = ±h / √(h² + ε), whose derivative has nothing to cancel. */
function jacobianOfTwo(first: number, second: number, eps: number): tf.Tensor2D {
  const h = (first - second) / 2
  const k = eps / (2 * Math.sqrt(h * h + eps) ** 3)
  return tf.tensor2d([
    [k, -k],
    [-k, k],
  ])
}

function layerNorm(x: number[], eps: number): number[] {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length
  const c = x.map((value) => value - mean)
  const v = c.reduce((sum, value) => sum + value * value, 0) / x.length
  return c.map((value) => value / Math.sqrt(v + eps))
}

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = Array.from(x.dataSync())
  if (values.length === 2) return jacobianOfTwo(values[0]!, values[1]!, eps)
  const step = 0.01
  const columns = values.map((_, j) => {
    const above = layerNorm(
      values.map((value, i) => (i === j ? value + step : value)),
      eps,
    )
    const below = layerNorm(
      values.map((value, i) => (i === j ? value - step : value)),
      eps,
    )
    return above.map((y, i) => (y - below[i]!) / (2 * step))
  })
  return tf.tensor2d(values.map((_, i) => columns.map((column) => column[i]!)))
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
