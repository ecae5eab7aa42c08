import * as tf from '@tensorflow/tfjs'

type Slope = (z: tf.Tensor2D) => tf.Tensor2D

// The slope of the layer that the gradient comes from, where it has the same shape.
export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  return tf.tidy(() => {
    const deltas: tf.Tensor[] = [deltaOut.clone()]
    for (let l = Ws.length - 1; l >= 1; l--) {
      const [z, from] = [zs[l - 1], zs[l]] as [tf.Tensor2D, tf.Tensor2D]
      const row = tf.matMul(deltas[0] as tf.Tensor2D, Ws[l] as tf.Tensor2D, false, true)
      deltas.unshift(row.mul(dAct(z.shape[1] === from.shape[1] ? from : z)))
    }
    return deltas as tf.Tensor2D[]
  })
}

export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  return deltas.map((delta, l) => tf.matMul(hs[l] as tf.Tensor2D, delta, true))
}

export function firstWrong(Ws: tf.Tensor2D[], zs: tf.Tensor2D[], dAct: Slope, deltas: tf.Tensor2D[]): number {
  return tf.tidy(() => {
    for (let l = deltas.length - 1; l >= 1; l--) {
      const right = tf
        .matMul(deltas[l] as tf.Tensor2D, Ws[l] as tf.Tensor2D, false, true)
        .mul(dAct(zs[l - 1] as tf.Tensor2D))
      const distance =
        right
          .sub(deltas[l - 1] as tf.Tensor2D)
          .norm()
          .dataSync()[0] ?? NaN
      if (distance > 1e-3 * (right.norm().dataSync()[0] ?? 0)) return l
    }
    return 0
  })
}
