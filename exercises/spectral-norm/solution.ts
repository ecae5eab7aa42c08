import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v = unit(v0.as2D(1, -1))
    for (let k = 0; k < iters; k++) {
      // W Wᵀ is symmetric even where W is not: its eigenvalues are the squares of W's singular values, and the part of v
      // along the first of them grows fastest. Length 1 at each step, or σ₁ to the 2k leaves float32.
      v = unit(v.matMul(W).matMul(W, false, true))
    }
    return v.matMul(W).norm().asScalar()
  })
}

/** Of length 1; a row that W sends to zero stays zero. 1e-30 lies far below every other length here. */
function unit(row: tf.Tensor): tf.Tensor2D {
  return row.div(row.norm().maximum(1e-30)).as2D(1, -1)
}
