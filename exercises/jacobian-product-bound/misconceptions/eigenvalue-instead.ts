import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // The size of the largest eigenvalue where a matrix is square: how it grows when multiplied again and again.
  return Ws.slice(1).reduce((product, W) => product * growth(W.arraySync()), length(x) * length(gOut))
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    const delta = Ws.slice(1).reduceRight<tf.Tensor>((above, W) => above.matMul(W, false, true), gOut)
    return length(x.matMul(delta, true, false))
  })
}

const length = (tensor: tf.Tensor): number => Math.hypot(...tensor.dataSync())

/** ‖v W^200‖^(1/200) for a square matrix; for another one what W Wᵀ gives. */
function growth(W: number[][]): number {
  const square = W.length === W[0]?.length
  let v = W.map((_, i) => 1 + 0.1 * Math.sin(7 * i + 1))
  let logs = 0
  const steps = 300
  for (let step = 0; step < steps; step++) {
    const size = Math.hypot(...v)
    if (step > 0) logs += Math.log(size)
    const row = (W[0] ?? []).map((_, j) => v.reduce((sum, one, i) => sum + (one / size) * (W[i]?.[j] ?? 0), 0))
    v = square ? row : W.map((weights) => weights.reduce((sum, weight, j) => sum + weight * (row[j] ?? 0), 0))
  }
  const rate = Math.exp(logs / (steps - 1))
  return square ? rate : Math.sqrt(rate)
}
