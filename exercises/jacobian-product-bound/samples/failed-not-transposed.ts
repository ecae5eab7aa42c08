// Breaks “δ₁ = g W_Lᵀ … W₂ᵀ”: leaves the transpose out for square matrices, and takes every second one.
import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return Ws.slice(1).reduce((all, W) => all * stretch(W), size(x) * size(gOut))
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    let delta: tf.Tensor = gOut
    for (let l = Ws.length - 1; l > 0; l--)
      delta = delta.matMul(Ws[l] as tf.Tensor2D, false, !(Ws[l]?.shape[0] === Ws[l]?.shape[1] && l % 2 === 1))
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
