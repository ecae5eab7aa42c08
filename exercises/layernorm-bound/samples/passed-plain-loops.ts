import * as tf from '@tensorflow/tfjs'

// The formula, one element after the other.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = [...x.dataSync()]
  const count = values.length
  let mean = 0
  for (const value of values) mean += value / count
  let variance = 0
  for (const value of values) variance += (value - mean) ** 2 / count
  const s = Math.sqrt(variance + eps)
  const matrix: number[][] = []
  for (const [i, a] of values.entries()) {
    matrix[i] = []
    for (const [j, b] of values.entries()) {
      const through = 1 / count + ((a - mean) * (b - mean)) / (count * s * s)
      matrix[i]?.push(((i === j ? 1 : 0) - through) / s)
    }
  }
  return tf.tensor2d(matrix)
}

export const bound = (eps: number, gammaMax: number): number => gammaMax / eps ** 0.5
