// Breaks “root of the sum of the squares”: forgets the root.
import * as tf from '@tensorflow/tfjs'

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => back(Ws, u, 0).square().sum().asScalar())
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() =>
    tf
      .matMul(x, back(Ws, u, 1), true)
      .square()
      .sum()
      .asScalar(),
  )
}

/** u W_Lᵀ … down to the matrix with this index, that included. */
function back(Ws: tf.Tensor2D[], u: tf.Tensor2D, last: number): tf.Tensor {
  let g: tf.Tensor = u
  for (let l = Ws.length - 1; l >= last; l--) g = tf.matMul(g, Ws[l] as tf.Tensor2D, false, true)
  return g
}
