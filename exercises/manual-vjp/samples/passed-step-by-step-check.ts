// The diagnosis follows each step from their own δ above.
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
  return tf.tidy(() => {
    for (let l = deltas.length - 1; l >= 1; l--) {
      const step = tf
        .matMul(deltas[l] as tf.Tensor2D, Ws[l] as tf.Tensor2D, false, true)
        .mul(dAct(zs[l - 1] as tf.Tensor2D))
      const gap =
        step
          .sub(deltas[l - 1] as tf.Tensor2D)
          .abs()
          .sum()
          .dataSync()[0] ?? 0
      const size = step.abs().sum().dataSync()[0] ?? 0
      if (gap > 2e-3 * size) return l
    }
    return 0
  })
}
