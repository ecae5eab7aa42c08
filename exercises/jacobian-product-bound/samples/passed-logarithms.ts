// Adds logarithms and takes the exponential at the end.
import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  const logs = Ws.slice(1).map((W) => Math.log(stretch(W, 800)))
  return Math.exp(logs.reduce((sum, one) => sum + one, Math.log(size(x)) + Math.log(size(gOut))))
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    let delta: tf.Tensor = gOut
    for (let l = Ws.length - 1; l > 0; l--) delta = delta.matMul(Ws[l] as tf.Tensor2D, false, true)
    return size(tf.matMul(x, delta, true))
  })
}

const size = (one: tf.Tensor): number => Math.hypot(...one.dataSync())

/** By power iteration on arrays. */
function stretch(W: tf.Tensor2D, steps = 400): number {
  const rows = W.arraySync()
  let v = rows.map((_, i) => 1 / (i + 1) + 0.3)
  let size = 0
  for (let k = 0; k < steps; k++) {
    const ahead = (rows[0] ?? []).map((_, j) => rows.reduce((sum, row, i) => sum + (v[i] ?? 0) * (row[j] ?? 0), 0))
    size = Math.hypot(...ahead) / Math.hypot(...v)
    const back = rows.map((row) => row.reduce((sum, one, j) => sum + one * (ahead[j] ?? 0), 0))
    const length = Math.hypot(...back)
    v = back.map((one) => one / length)
  }
  return size
}
