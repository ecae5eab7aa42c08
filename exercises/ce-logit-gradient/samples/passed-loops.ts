// Loops over arrays, in float64.
import * as tf from '@tensorflow/tfjs'

export function ceLogitGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  const y = onehot.arraySync()
  const rows = logits.arraySync().map((row, b) => {
    const top = row.reduce((best, one) => Math.max(best, one), -Infinity)
    let sum = 0
    for (const one of row) sum += Math.exp(one - top)
    return row.map((one, j) => Math.exp(one - top) / sum - (y[b]?.[j] ?? 0))
  })
  return tf.tensor2d(rows, logits.shape)
}

export function ceMeanGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => ceLogitGrad(logits, onehot).mul(1 / logits.shape[0]) as tf.Tensor2D)
}

export function predictLengths(margin: number, classes: number): { crossEntropy: number; squaredError: number } {
  const top = Math.max(0, margin)
  const [wrong, other] = [Math.exp(margin - top), Math.exp(-top)]
  const sum = wrong + (classes - 1) * other
  return {
    crossEntropy: Math.hypot(wrong / sum, 1 - other / sum, (Math.sqrt(classes - 2) * other) / sum),
    squaredError: 2 * Math.sqrt(margin * margin + 1),
  }
}
