import * as tf from '@tensorflow/tfjs'

// Element by element, with the variance as the mean of the squares minus the square of the mean.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = Array.from(x.dataSync())
  const d = values.length
  const mean = values.reduce((a, b) => a + b, 0) / d
  const variance = values.reduce((a, b) => a + b * b, 0) / d - mean * mean
  const s = Math.sqrt(variance + eps)
  return tf.tensor2d(
    values.map((a, i) =>
      values.map((b, j) => {
        const own = i === j ? 1 / s : 0
        return own - 1 / (d * s) - ((a - mean) * (b - mean)) / (d * s ** 3)
      }),
    ),
  )
}

export function bound(eps: number, gammaMax: number): number {
  return Math.sqrt((gammaMax * gammaMax) / eps)
}
