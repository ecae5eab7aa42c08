// Halves the keys recursively and merges the partial sums of both halves by their largest scores; the gradient of one query follows from the same merged weights.
import * as tf from '@tensorflow/tfjs'

interface Part {
  top: tf.Tensor
  total: tf.Tensor
  mixture: tf.Tensor
}

function attend(q: tf.Tensor, K: tf.Tensor, V: tf.Tensor, scale: number): Part {
  const keys = K.shape[1]!
  if (keys > 8) {
    const sizes = [keys >> 1, keys - (keys >> 1)]
    const [firstK, secondK] = tf.split(K, sizes, 1)
    const [firstV, secondV] = tf.split(V, sizes, 1)
    const first = attend(q, firstK!, firstV!, scale)
    const second = attend(q, secondK!, secondV!, scale)
    const top = tf.maximum(first.top, second.top)
    const a = first.top.sub(top).exp()
    const b = second.top.sub(top).exp()
    return {
      top,
      total: first.total.mul(a).add(second.total.mul(b)),
      mixture: first.mixture.mul(a).add(second.mixture.mul(b)),
    }
  }
  const scores = tf.matMul(q, K, false, true).mul(scale)
  const top = scores.max(2, true)
  const exps = scores.sub(top).exp()
  return { top, total: exps.sum(2, true), mixture: exps.matMul(V) }
}

function finish(part: Part): tf.Tensor3D {
  return part.mixture.div(part.total) as tf.Tensor3D
}

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  return finish(attend(q, K, V, 1 / Math.sqrt(q.shape[2])))
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const query = q.expandDims(1)
    const gains = V.matMul(up.expandDims(2)) // [batch, keys, 1]
    const meanGain = finish(attend(query, K, gains, scale)) // [batch, 1, 1]
    const centred = gains.sub(meanGain)
    const gradient = finish(attend(query, K, K.mul(centred), scale)).mul(scale) // [batch, 1, d_k]
    return tf.euclideanNorm(gradient.squeeze([1]), 1) as tf.Tensor1D
  })
}
