import * as tf from '@tensorflow/tfjs'

// Multiplies forty times before it looks at the length: the quotient of the last two lengths is right until they leave float32.
export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v: tf.Tensor = v0.as2D(1, -1)
    for (let k = 0; k < iters; k++) v = v.matMul(W).matMul(W, false, true)
    const length = v.norm()
    // What W sends to zero is zero.
    return tf.where(length.equal(0), tf.scalar(0), v.matMul(W).norm().div(length)).asScalar()
  })
}
