// Arrays of numbers: every sum is written out.
import * as tf from '@tensorflow/tfjs'

type Slope = (z: tf.Tensor2D) => tf.Tensor2D

type Rows = number[][]

function back(delta: Rows, W: Rows, slope: Rows): Rows {
  return delta.map((row, b) =>
    W.map((weights, i) => weights.reduce((sum, w, j) => sum + w * (row[j] ?? 0), 0) * (slope[b]?.[i] ?? 0)),
  )
}

export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  const all: Rows[] = [deltaOut.arraySync()]
  for (let l = Ws.length - 1; l > 0; l--) {
    const slope = tf.tidy(() => dAct(zs[l - 1] as tf.Tensor2D).arraySync())
    all.unshift(back(all[0] as Rows, (Ws[l] as tf.Tensor2D).arraySync(), slope))
  }
  return all.map((rows, l) => tf.tensor2d(rows, (zs[l] as tf.Tensor2D).shape))
}

export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  return hs.map((h, l) => {
    const [a, d] = [h.arraySync(), (deltas[l] as tf.Tensor2D).arraySync()]
    const [n, m] = [a[0]?.length ?? 0, d[0]?.length ?? 0]
    const grad = Array.from({ length: n }, (_, i) =>
      Array.from({ length: m }, (_unit, j) => a.reduce((sum, row, b) => sum + (row[i] ?? 0) * (d[b]?.[j] ?? 0), 0)),
    )
    return tf.tensor2d(grad, [n, m])
  })
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
