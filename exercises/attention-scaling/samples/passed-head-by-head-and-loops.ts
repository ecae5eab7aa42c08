// Unstacks the heads and treats each by itself; the instrument is the closed form in plain loops over JavaScript numbers.
import * as tf from '@tensorflow/tfjs'

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const root = Math.sqrt(q.shape[2])
  const queries = tf.unstack(q) as tf.Tensor2D[]
  const keys = tf.unstack(K) as tf.Tensor2D[]
  const values = tf.unstack(V) as tf.Tensor2D[]
  const heads = queries.map((one, h) => tf.softmax(tf.matMul(one, keys[h]!, false, true).div(root)).matMul(values[h]!))
  return tf.stack(heads) as tf.Tensor3D
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  const [batch, n, dk] = K.shape
  const dv = V.shape[2]
  const qs = q.dataSync()
  const ks = K.dataSync()
  const vs = V.dataSync()
  const us = up.dataSync()
  const norms = new Float32Array(batch)
  for (let b = 0; b < batch; b++) {
    const scores: number[] = []
    const gains: number[] = []
    for (let k = 0; k < n; k++) {
      let score = 0
      for (let i = 0; i < dk; i++) score += qs[b * dk + i]! * ks[(b * n + k) * dk + i]!
      let gain = 0
      for (let i = 0; i < dv; i++) gain += us[b * dv + i]! * vs[(b * n + k) * dv + i]!
      scores.push(score * scale)
      gains.push(gain)
    }
    const top = Math.max(...scores)
    const exps = scores.map((score) => Math.exp(score - top))
    const total = exps.reduce((sum, e) => sum + e, 0)
    const weights = exps.map((e) => e / total)
    let square = 0
    const centred = gains.map((gain) => weights.reduce((sum, weight, j) => sum + weight * (gain - gains[j]!), 0))
    for (let i = 0; i < dk; i++) {
      let element = 0
      for (let k = 0; k < n; k++) element += weights[k]! * centred[k]! * ks[(b * n + k) * dk + i]!
      square += (scale * element) ** 2
    }
    norms[b] = Math.sqrt(square)
  }
  return tf.tensor1d(norms)
}
