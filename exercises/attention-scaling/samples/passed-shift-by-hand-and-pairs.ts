// Shifts by each query's largest score by hand and divides at the end; the instrument sums over pairs of keys in float64, where nothing cancels when one key takes all the weight.
import * as tf from '@tensorflow/tfjs'

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = q.matMul(K, false, true).mul(1 / Math.sqrt(q.shape[2]))
  const shifted = scores.sub(scores.max(-1, true)).exp()
  return shifted.matMul(V).div(shifted.sum(-1, true)) as tf.Tensor3D
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

function length(vector: number[]): number {
  const largest = Math.max(...vector.map(Math.abs))
  if (!(largest > 0)) return largest
  return largest * Math.sqrt(vector.reduce((sum, value) => sum + (value / largest) ** 2, 0))
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  const keys = K.arraySync()
  const values = V.arraySync()
  const ups = up.arraySync()
  const norms = q.arraySync().map((query, b) => {
    const scores = keys[b]!.map((key) => scale * dot(query, key))
    const gains = values[b]!.map((value) => dot(ups[b]!, value))
    const top = Math.max(...scores)
    const exps = scores.map((score) => Math.exp(score - top))
    const total = exps.reduce((sum, e) => sum + e, 0)
    const gradient = query.map(() => 0)
    for (let j = 0; j < scores.length; j++) {
      for (let k = 0; k < j; k++) {
        const pull = scale * (exps[j]! / total) * (exps[k]! / total) * (gains[j]! - gains[k]!)
        for (let i = 0; i < gradient.length; i++) gradient[i]! += pull * (keys[b]![j]![i]! - keys[b]![k]![i]!)
      }
    }
    return length(gradient)
  })
  return tf.tensor1d(norms)
}
