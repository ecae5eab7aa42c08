import * as tf from '@tensorflow/tfjs'

// Iterates W itself where that can be multiplied again: the growth at the end is the size of an eigenvalue.
export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const [m, n] = W.shape
    const square = m === n ? W : (W.matMul(W, false, true) as tf.Tensor2D)
    let v = unit(v0.as2D(1, -1))
    for (let k = 0; k < iters; k++) v = unit(v.matMul(square))
    const growth = v.matMul(square).norm().asScalar()
    return m === n ? growth : growth.sqrt()
  })
}

function unit(row: tf.Tensor): tf.Tensor2D {
  return row.div(row.norm().maximum(1e-30)).as2D(1, -1)
}
