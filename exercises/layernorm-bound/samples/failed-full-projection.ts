// Breaks "Along x̂ it stretches by ε/s³": projects the direction of x away completely, as if ε were 0 in that part.
// Misconception: full-projection
import * as tf from '@tensorflow/tfjs'

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = Array.from(x.dataSync())
  const d = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / d
  const c = values.map((value) => value - mean)
  const v = c.reduce((sum, value) => sum + value * value, 0) / d
  const s = Math.sqrt(v + eps)
  const square = v * d
  const rows: number[][] = []
  for (let i = 0; i < d; i++) {
    const row: number[] = []
    for (let j = 0; j < d; j++) {
      const delta = i === j ? 1 : 0
      row.push((delta - 1 / d - (square > 0 ? (c[i]! * c[j]!) / square : 0)) / s)
    }
    rows.push(row)
  }
  return tf.tensor2d(rows)
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
