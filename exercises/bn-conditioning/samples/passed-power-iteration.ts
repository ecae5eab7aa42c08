import * as tf from '@tensorflow/tfjs'

// The largest eigenvalue by repeated multiplication, the least as the largest of what is left of the trace.
const hessian = (X: tf.Tensor2D): tf.Tensor2D => tf.matMul(X, X, true, false).div(X.shape[0]).as2D(2, 2)

function largest(H: tf.Tensor2D): number {
  return tf.tidy(() => {
    let v: tf.Tensor = tf.tensor2d([[1], [0.618]])
    for (let k = 0; k < 60; k++) {
      const next = tf.matMul(H, v.as2D(2, 1))
      v = next.div(next.norm())
    }
    return tf.sum(v.mul(tf.matMul(H, v.as2D(2, 1)))).arraySync() as number
  })
}

export function hessianCond(X: tf.Tensor2D): number {
  return tf.tidy(() => {
    const H = hessian(X)
    const [[aa = NaN, ab = NaN] = [], [, bb = NaN] = []] = H.arraySync()
    const most = largest(H)
    return most ** 2 / (aa * bb - ab ** 2)
  })
}

export const maxEta = (X: tf.Tensor2D): number => tf.tidy(() => 2 / largest(hessian(X)))

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(X, 0)
    return tf.mul(tf.sub(X, mean), tf.rsqrt(variance)).as2D(-1, 2)
  })
}
