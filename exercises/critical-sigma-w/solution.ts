import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  // Each layer multiplies ‖δ‖² by σ_w² · E φ'². The derivative is 1 on one half of the units and a on the other, and
  // its square is what is averaged.
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
    // n terms add up in each z, so the variance of one weight is σ_w²/n.
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
    // Norms of δ: those of ∇W_l would hide it, because the signal grows upwards as fast as the gradient does downwards.
    const logs = deltas.map((delta) => 2 * Math.log(globalNorm([delta])))
    // From δ_L to δ_1 the gradient passes L − 1 layers. The steps between are a random walk, whose mean step is
    // estimated best by its two ends.
    return ((logs[0] ?? NaN) - (logs.at(-1) ?? NaN)) / (logs.length - 1)
  })
}
