// exp of logSoftmax.
import * as tf from '@tensorflow/tfjs'

export function ceLogitGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.exp(tf.logSoftmax(logits, 1)).sub(onehot) as tf.Tensor2D)
}

export function ceMeanGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => ceLogitGrad(logits, onehot).div(logits.shape[0]) as tf.Tensor2D)
}

export function predictLengths(margin: number, classes: number): { crossEntropy: number; squaredError: number } {
  // Sums of squares: the wrong class, the right one, the rest.
  const p = 1 / (1 + (classes - 1) * Math.exp(-margin))
  const each = (1 - p) / (classes - 1)
  const squares = p ** 2 + (1 - each) ** 2 + (classes - 2) * each ** 2
  return { crossEntropy: Math.sqrt(squares), squaredError: Math.sqrt(4 * margin ** 2 + 4) }
}
