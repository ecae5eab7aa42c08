// Right: the mean is taken away twice, the logarithm of the determinant is added up in double precision, and the stretch comes from power iteration.
import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const { S, T, preserve } = params
  const kept = S.shape[0]
  const changed = S.shape[1]
  const batch = x.shape[0]
  const a = x.slice([0, 0], [batch, kept])
  const b = x.slice([0, kept], [batch, changed])
  const centre = (s: tf.Tensor2D): tf.Tensor2D => s.sub(s.mean(1, true)) as tf.Tensor2D
  const raw = a.matMul(S).tanh() as tf.Tensor2D
  const s = preserve ? centre(centre(raw)) : raw
  const values = s.dataSync()
  const sums = Array.from({ length: batch }, (_, row) => {
    let sum = 0
    for (let j = 0; j < changed; j++) sum += values[row * changed + j]!
    return sum
  })
  const y = a.concat(s.exp().mul(b).add(a.matMul(T)) as tf.Tensor2D, 1)
  return { y: y as tf.Tensor2D, logDet: tf.tensor1d(sums) }
}

export function stretch(K: number): tf.Scalar {
  const forth = (u: number, v: number): [number, number] => {
    for (let k = 0; k < K; k++) {
      v += u
      u += v
    }
    return [u, v]
  }
  // The transposed pairs, last one first.
  const back = (u: number, v: number): [number, number] => {
    for (let k = 0; k < K; k++) {
      v += u
      u += v
    }
    return [u, v]
  }
  let u = 1
  let v = 0
  let length = 1
  for (let step = 0; step < 60; step++) {
    ;[u, v] = forth(u, v)
    length = Math.hypot(u, v)
    ;[u, v] = back(u, v)
    const size = Math.hypot(u, v)
    u /= size
    v /= size
  }
  ;[u, v] = forth(u, v)
  length = Math.hypot(u, v)
  return tf.scalar(length)
}
