import * as tf from '@tensorflow/tfjs'

type Slope = (z: tf.Tensor2D) => tf.Tensor2D

// All matrices first, all slopes afterwards, where that has a shape.
export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  const square = Ws.slice(1).every((W) => W.shape[0] === W.shape[1])
  return tf.tidy(() =>
    zs.map((_, at) => {
      let row: tf.Tensor = deltaOut.clone()
      if (square) {
        for (let l = Ws.length - 1; l > at; l--) row = tf.matMul(row, Ws[l] as tf.Tensor2D, false, true)
        for (let l = Ws.length - 2; l >= at; l--) row = row.mul(dAct(zs[l] as tf.Tensor2D))
      } else {
        for (let l = Ws.length - 1; l > at; l--)
          row = tf.matMul(row, Ws[l] as tf.Tensor2D, false, true).mul(dAct(zs[l - 1] as tf.Tensor2D))
      }
      return row as tf.Tensor2D
    }),
  )
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
