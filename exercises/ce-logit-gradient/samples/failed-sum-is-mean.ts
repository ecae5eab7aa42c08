// Breaks “for the sum”: divides the gradient of the sum as well.
import * as tf from '@tensorflow/tfjs'

export function ceLogitGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.softmax(logits).sub(onehot).div(logits.shape[0]) as tf.Tensor2D)
}

export function ceMeanGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => ceLogitGrad(logits, onehot).clone() as tf.Tensor2D)
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
