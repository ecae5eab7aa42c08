// The list of δ by recursion on the lists.
import * as tf from '@tensorflow/tfjs'

type Slope = (z: tf.Tensor2D) => tf.Tensor2D

export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  if (Ws.length === 1) return [deltaOut.clone()]
  const l = Ws.length - 1
  const below = tf.tidy(() => {
    const back = tf.matMul(deltaOut, (Ws[l] as tf.Tensor2D).transpose())
    return back.mul(dAct(zs[l - 1] as tf.Tensor2D)) as tf.Tensor2D
  })
  return [...backprop(Ws.slice(0, -1), zs.slice(0, -1), hs.slice(0, -1), dAct, below), deltaOut.clone()]
}

export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  return hs.map((h, l) => tf.tidy(() => tf.matMul(h.transpose(), deltas[l] as tf.Tensor2D)))
}

export function firstWrong(Ws: tf.Tensor2D[], zs: tf.Tensor2D[], dAct: Slope, deltas: tf.Tensor2D[]): number {
  const right = backprop(Ws, zs, zs, dAct, deltas[deltas.length - 1] as tf.Tensor2D)
  for (let l = deltas.length - 1; l >= 1; l--) {
    const mine = (right[l - 1] as tf.Tensor2D).dataSync()
    const theirs = (deltas[l - 1] as tf.Tensor2D).dataSync()
    let gap = 0
    let size = 0
    mine.forEach((value, i) => {
      gap += (value - (theirs[i] ?? 0)) ** 2
      size += value ** 2
    })
    if (gap > 1e-4 * size) return l
  }
  return 0
}
