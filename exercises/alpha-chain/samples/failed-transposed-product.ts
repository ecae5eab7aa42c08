// Breaks “$\langle u, x W_1 \cdots W_L\rangle$” for matrices that are not symmetric: multiplies by W and not by its transpose where shapes allow it.
import * as tf from '@tensorflow/tfjs'

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => back(Ws, u, 0).norm().asScalar())
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() =>
    tf
      .matMul(x, back(Ws, u, 1), true)
      .norm()
      .asScalar(),
  )
}

/** u W_Lᵀ … down to the matrix with this index, that included. */
function back(Ws: tf.Tensor2D[], u: tf.Tensor2D, last: number): tf.Tensor {
  let g: tf.Tensor = u
  for (let l = Ws.length - 1; l >= last; l--) {
    const W = Ws[l] as tf.Tensor2D
    g = tf.matMul(g, W, false, W.shape[0] !== W.shape[1])
  }
  return g
}
