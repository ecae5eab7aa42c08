import * as tf from '@tensorflow/tfjs'

// Centring is one matrix, dividing by the root of the mean square another: the chain rule multiplies them.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const d = x.shape[0]
  const centring = tf.sub(tf.eye(d), tf.div(tf.ones([d, d]), d)).as2D(d, d)
  const c = tf.matMul(centring, x.as2D(d, 1))
  const square = tf.add(tf.mean(tf.square(c)), eps)
  const dividing = tf.sub(
    tf.div(tf.eye(d), tf.sqrt(square)),
    tf.div(tf.matMul(c, c, false, true), tf.mul(tf.pow(square, 1.5), d)),
  )
  return tf.matMul(dividing.as2D(d, d), centring)
}

// The largest gain is found where the input is constant, by asking for it: any two elements of a constant row of three.
export function bound(eps: number, gammaMax: number): number {
  const at = layerNormJacobian(tf.zeros([3]), eps).arraySync()
  const [row = []] = at
  return gammaMax * ((row[0] ?? 0) - (row[1] ?? 0))
}
