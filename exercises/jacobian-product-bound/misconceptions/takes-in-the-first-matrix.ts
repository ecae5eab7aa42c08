import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // All of the matrices, the first too.
  return Ws.reduce((product, W) => product * spectralNorm(W.arraySync()), length(x) * length(gOut))
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    const delta = Ws.slice(1).reduceRight<tf.Tensor>((above, W) => above.matMul(W, false, true), gOut)
    return length(x.matMul(delta, true, false))
  })
}

const length = (tensor: tf.Tensor): number => Math.hypot(...tensor.dataSync())

function spectralNorm(W: number[][]): number {
  let v = W.map((_, i) => 1 + 0.1 * Math.sin(7 * i + 1))
  let stretch = 0
  for (let step = 0; step < 300; step++) {
    const size = Math.hypot(...v)
    const row = (W[0] ?? []).map((_, j) => v.reduce((sum, one, i) => sum + (one / size) * (W[i]?.[j] ?? 0), 0))
    stretch = Math.hypot(...row)
    v = W.map((weights) => weights.reduce((sum, weight, j) => sum + weight * (row[j] ?? 0), 0))
  }
  return stretch
}
