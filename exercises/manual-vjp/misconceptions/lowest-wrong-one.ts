import * as tf from '@tensorflow/tfjs'

type Slope = (z: tf.Tensor2D) => tf.Tensor2D

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
      deltas.unshift(
        tf.matMul(deltas[0] as tf.Tensor2D, Ws[l] as tf.Tensor2D, false, true).mul(dAct(zs[l - 1] as tf.Tensor2D)),
      )
    }
    return deltas as tf.Tensor2D[]
  })
}

export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  return deltas.map((delta, l) => tf.matMul(hs[l] as tf.Tensor2D, delta, true))
}

// Compares each δ with the right one from the first layer on, and returns the first that differs on that way.
export function firstWrong(Ws: tf.Tensor2D[], zs: tf.Tensor2D[], dAct: Slope, deltas: tf.Tensor2D[]): number {
  return tf.tidy(() => {
    const right = backprop(Ws, zs, zs, dAct, deltas.at(-1) as tf.Tensor2D)
    const wrong = right.findIndex((one, l) => {
      const distance =
        one
          .sub(deltas[l] as tf.Tensor2D)
          .norm()
          .dataSync()[0] ?? NaN
      return distance > 1e-3 * (one.norm().dataSync()[0] ?? 0)
    })
    return wrong + 1
  })
}
