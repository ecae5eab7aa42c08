import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // ∇W_1 = xᵀ δ_1 with δ_1 = gOut W_Lᵀ … W_2ᵀ: W_1 itself is no factor.
  return Ws.slice(1).reduce((bound, W) => bound * spectralNorm(W.arraySync()), length(x) * length(gOut))
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    const delta = Ws.slice(1).reduceRight<tf.Tensor>((above, W) => above.matMul(W, false, true), gOut)
    return length(x.matMul(delta, true, false))
  })
}

/** Summed in float64. */
const length = (tensor: tf.Tensor): number => Math.hypot(...tensor.dataSync())

/** Power iteration on W Wᵀ in JavaScript, until the stretch grows no more. */
function spectralNorm(W: number[][]): number {
  let v = W.map((_, i) => 1 + 0.1 * Math.sin(7 * i + 1))
  let before = 0
  for (let step = 0; step < 5000; step++) {
    const size = Math.hypot(...v)
    if (size === 0) return 0
    const row = (W[0] ?? []).map((_, j) => v.reduce((sum, one, i) => sum + (one / size) * (W[i]?.[j] ?? 0), 0))
    const stretch = Math.hypot(...row)
    if (step > 10 && stretch - before <= 1e-10 * stretch) return stretch
    before = stretch
    v = W.map((weights) => weights.reduce((sum, weight, j) => sum + weight * (row[j] ?? 0), 0))
  }
  return before
}
