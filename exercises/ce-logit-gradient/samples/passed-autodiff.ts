// tf.grad of the logarithm of the sum.
import * as tf from '@tensorflow/tfjs'

export function ceLogitGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const loss = (z: tf.Tensor) => z.logSumExp(1).sum().sub(z.mul(onehot).sum())
    return tf.grad(loss as (z: tf.Tensor) => tf.Scalar)(logits) as tf.Tensor2D
  })
}

export function ceMeanGrad(logits: tf.Tensor2D, onehot: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => ceLogitGrad(logits, onehot).div(logits.shape[0]) as tf.Tensor2D)
}

export function predictLengths(margin: number, classes: number): { crossEntropy: number; squaredError: number } {
  // The same function on a row that is built.
  return tf.tidy(() => {
    const row = Array.from({ length: classes }, (_, j) => (j === 0 ? margin : 0))
    const right = Array.from({ length: classes }, (_, j) => (j === 1 ? 1 : 0))
    const gradient = ceLogitGrad(tf.tensor2d([row]), tf.tensor2d([right]))
    return { crossEntropy: Math.hypot(...gradient.dataSync()), squaredError: 2 * Math.hypot(margin, 1) }
  })
}
