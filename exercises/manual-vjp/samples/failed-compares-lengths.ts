// Breaks “their δ_l is not ∂𝓛/∂z_l”: compares lengths, which a wrong sign leaves alone.
import * as tf from '@tensorflow/tfjs'

type Slope = (z: tf.Tensor2D) => tf.Tensor2D

export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  const deltas: tf.Tensor2D[] = new Array(zs.length)
  deltas[zs.length - 1] = deltaOut.clone()
  for (let l = zs.length - 2; l >= 0; l--) {
    deltas[l] = tf.tidy(() =>
      tf.mul(
        tf.matMul(deltas[l + 1] as tf.Tensor2D, Ws[l + 1] as tf.Tensor2D, false, true),
        dAct(zs[l] as tf.Tensor2D),
      ),
    ) as tf.Tensor2D
  }
  return deltas
}

export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  return hs.map((h, l) => tf.matMul(h, deltas[l] as tf.Tensor2D, true) as tf.Tensor2D)
}

export function firstWrong(Ws: tf.Tensor2D[], zs: tf.Tensor2D[], dAct: Slope, deltas: tf.Tensor2D[]): number {
  const right = backprop(Ws, zs, zs, dAct, deltas[deltas.length - 1] as tf.Tensor2D)
  for (let l = deltas.length - 1; l >= 1; l--) {
    const [mine, theirs] = [right[l - 1], deltas[l - 1]].map((one) => Math.hypot(...(one as tf.Tensor2D).dataSync()))
    if (Math.abs((mine ?? 0) - (theirs ?? 0)) > 0.02 * (mine ?? 0)) return l
  }
  return 0
}
