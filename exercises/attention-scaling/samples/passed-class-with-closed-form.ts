// Puts both functions on one class that knows its scale: weights from logSoftmax, and the gradient scale · Kᵀ(w ⊙ (s − w·s)) as batched tensors.
import * as tf from '@tensorflow/tfjs'

class ScaledAttention {
  scale: number

  constructor(scale: number) {
    this.scale = scale
  }

  weights(q: tf.Tensor, K: tf.Tensor): tf.Tensor {
    const scores = tf.matMul(q, K, false, true).mul(this.scale)
    return tf.logSoftmax(scores, -1).exp()
  }

  output(q: tf.Tensor, K: tf.Tensor, V: tf.Tensor): tf.Tensor {
    return this.weights(q, K).matMul(V)
  }

  /** Gradient of ⟨up, o⟩ with respect to the single query of each example, as [batch, d_k, 1]. */
  gradient(q: tf.Tensor, K: tf.Tensor, V: tf.Tensor, up: tf.Tensor): tf.Tensor {
    const weights = this.weights(q, K)
    const gains = up.matMul(V, false, true)
    const mean = weights.mul(gains).sum(2, true)
    const pull = weights.mul(gains.sub(mean))
    return K.matMul(pull, true, true).mul(this.scale)
  }
}

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  return new ScaledAttention(1 / Math.sqrt(q.shape[2])).output(q, K, V) as tf.Tensor3D
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const gradient = new ScaledAttention(scale).gradient(q.expandDims(1), K, V, up.expandDims(1))
    return gradient.squeeze([2]).norm('euclidean', 1) as tf.Tensor1D
  })
}
