// One example at a time; the squares add up.
import * as tf from '@tensorflow/tfjs'

/** u W_Lᵀ … down to the matrix with this index, that included. */
function back(Ws: tf.Tensor2D[], u: tf.Tensor, last: number): tf.Tensor {
  let g: tf.Tensor = u
  for (let l = Ws.length - 1; l >= last; l--) g = tf.matMul(g, Ws[l] as tf.Tensor2D, false, true)
  return g
}

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const squares = tf.split(u, u.shape[0]).map((row) => back(Ws, row, 0).square().sum())
    return tf.addN(squares).sqrt().asScalar()
  })
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const rows = tf.split(x, x.shape[0])
    // Gradients of the weights add up over examples before their norm is taken.
    const all = tf.split(u, u.shape[0]).map((row, i) => tf.matMul(rows[i] as tf.Tensor, back(Ws, row, 1), true))
    return tf.addN(all).norm().asScalar()
  })
}
