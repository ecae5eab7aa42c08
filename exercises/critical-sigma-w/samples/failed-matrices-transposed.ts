// Breaks "z_l = h_{l−1}W_l": multiplies by the transposed matrices.
import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  return 2 / (1 + negSlope * negSlope)
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const layers = Zs.length
  const n = x.shape[1]
  const scale = Math.sqrt(sw2 / n)
  const deltas = probeDeltas(
    Zs.map(() => x.shape),
    (probes) => {
      let h: tf.Tensor = x
      let z: tf.Tensor = x
      Zs.forEach((Z, l) => {
        z = tf.matMul(h as tf.Tensor2D, Z.mul(scale) as tf.Tensor2D, false, true).add(probes[l])
        h = tf.leakyRelu(z, negSlope)
      })
      return tf.sum(z.mul(up)) as tf.Scalar
    },
  )
  const first = Math.log(globalNorm([deltas[0]]) ** 2)
  const last = Math.log(globalNorm([deltas[layers - 1]]) ** 2)
  return (first - last) / (layers - 1)
}
