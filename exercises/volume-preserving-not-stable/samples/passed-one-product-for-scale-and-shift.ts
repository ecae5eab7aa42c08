// Right: scale and shift from one product with [S | T], the determinant as the sum of the logarithms of the factors, and the singular value of the 2 by 2 product by its formula.
import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [kept, changed] = params.S.shape
  const [a, b] = tf.split(x, [kept, changed], 1) as [tf.Tensor2D, tf.Tensor2D]
  const z = a.matMul(tf.concat([params.S, params.T], 1) as tf.Tensor2D)
  const [forScale, t] = tf.split(z, 2, 1) as [tf.Tensor2D, tf.Tensor2D]
  const free = forScale.tanh()
  const mean = free.mean(1, true).mul(params.preserve ? 1 : 0)
  const factor = free.sub(mean).exp()
  const y = tf.concat([a, b.mul(factor).add(t)], 1) as tf.Tensor2D
  return { y, logDet: factor.log().sum(1) as tf.Tensor1D }
}

export function stretch(K: number): tf.Scalar {
  // The images of (1, 0) and (0, 1) are the columns.
  const walk = (u: number, v: number): number[] => {
    for (let k = 0; k < K; k++) {
      v = v + u
      u = u + v
    }
    return [u, v]
  }
  const [p, q] = walk(1, 0) as [number, number]
  const [r, w] = walk(0, 1) as [number, number]
  const total = p * p + q * q + r * r + w * w
  const det = p * w - q * r
  return tf.scalar(Math.sqrt((total + Math.sqrt(total * total - 4 * det * det)) / 2))
}
