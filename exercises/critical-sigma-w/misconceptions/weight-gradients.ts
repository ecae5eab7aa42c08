// The gradients of the weights in the place of δ.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  return 2 / (1 + negSlope ** 2)
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  return tf.tidy(() => {
    const Ws = Zs.map((Z) => Z.mul(Math.sqrt(sw2 / Z.shape[0])))
    const loss = (...weights: tf.Tensor[]): tf.Scalar => {
      let h: tf.Tensor = x
      let z: tf.Tensor = x
      for (const W of weights) {
        z = h.matMul(W)
        h = z.leakyRelu(negSlope)
      }
      return z.mul(up).sum()
    }
    const logs = tf
      .grads(loss)(Ws)
      .map((gradient) => 2 * Math.log(globalNorm([gradient])))
    return ((logs[0] ?? NaN) - (logs.at(-1) ?? NaN)) / (logs.length - 1)
  })
}
