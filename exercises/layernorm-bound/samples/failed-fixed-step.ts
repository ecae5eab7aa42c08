import * as tf from '@tensorflow/tfjs'

// Central differences with one step, whatever the scale of x.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const step = 2e-3
    const moved = (sign: number) => {
      const rows = x.add(tf.eye(d).mul(sign * step)).as2D(d, d)
      const { mean, variance } = tf.moments(rows, 1, true)
      return rows.sub(mean).div(variance.add(eps).sqrt())
    }
    return moved(1)
      .sub(moved(-1))
      .div(2 * step)
      .transpose()
      .as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
