// One step calls the next; norms through Math.hypot.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  const size = Math.hypot(...v0.dataSync())
  return tf.tidy(() => step(W, iters, v0.div(size).reshape([1, v0.size])))
}

function step(W: tf.Tensor2D, left: number, v: tf.Tensor): tf.Scalar {
  const out = v.matMul(W)
  if (left === 0) return tf.scalar(Math.hypot(...out.dataSync()))
  const next = out.matMul(W, false, true)
  const size = Math.hypot(...next.dataSync())
  return size === 0 ? tf.scalar(0) : step(W, left - 1, next.div(size))
}
