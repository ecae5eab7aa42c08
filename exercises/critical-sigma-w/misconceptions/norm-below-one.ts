// The spectral norm of a wide layer is 2σ_w times the largest slope, 1: where that is 1, all fading is taken to end.
import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

export function criticalSigmaW2(_negSlope: number): number {
  const largestSlope = 1
  return 1 / (2 * largestSlope) ** 2
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
    const deltas = probeDeltas(
      Ws.map((W) => [x.shape[0], W.shape[1] ?? 0]),
      (probes) => {
        let h: tf.Tensor = x
        let z: tf.Tensor = x
        Ws.forEach((W, l) => {
          z = h.matMul(W).add(probes[l] ?? 0)
          h = z.leakyRelu(negSlope)
        })
        return z.mul(up).sum()
      },
    )
    const logs = deltas.map((delta) => 2 * Math.log(globalNorm([delta])))
    return ((logs[0] ?? NaN) - (logs.at(-1) ?? NaN)) / (logs.length - 1)
  })
}
