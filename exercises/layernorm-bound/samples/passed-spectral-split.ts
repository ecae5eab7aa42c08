// Adds the two eigenspaces up: 1/s on what is orthogonal to the ones and to x, and ε/s³ along the centred x; careful with tiny differences.
import * as tf from '@tensorflow/tfjs'

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = Array.from(x.dataSync())
  const d = values.length
  const offset = values[0]!
  const near = values.map((value) => value - offset)
  const mean = near.reduce((sum, value) => sum + value, 0) / d
  const c = near.map((value) => value - mean)
  const largest = c.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
  const length = largest > 0 ? largest * Math.sqrt(c.reduce((sum, value) => sum + (value / largest) ** 2, 0)) : 0
  const unit = c.map((value) => (length > 0 ? value / length : 0))
  const s = Math.hypot(length / Math.sqrt(d), Math.sqrt(eps))
  const across = 1 / s
  const along = length > 0 ? eps / s ** 3 : 0
  const matrix = new Float32Array(d * d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const onto = unit[i]! * unit[j]!
      const rest = (i === j ? 1 : 0) - 1 / d - onto
      matrix[i * d + j] = (d === 2 && length > 0 ? 0 : across * rest) + along * onto
    }
  }
  return tf.tensor2d(matrix, [d, d])
}

export function bound(eps: number, gammaMax: number): number {
  return Math.sqrt((gammaMax * gammaMax) / eps)
}
