// Squares tensors after a division by a power of two near the largest element, which rounds nothing, and settles a close call with c in float64.
import * as tf from '@tensorflow/tfjs'

function exactNorm(gs: tf.Tensor[]): number {
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) sum += value * value
  return Math.sqrt(sum)
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const peaks = gs.filter((g) => g.size > 0).map((g) => g.abs().max())
    const peak = peaks.length === 0 ? 0 : (tf.stack(peaks).max().dataSync()[0] ?? 0)
    if (!(peak > 0) || peak === Infinity) return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(peak) }
    const unit = 2 ** Math.max(-120, Math.floor(Math.log2(peak)))
    const scaled = gs.map((g) => g.div(unit))
    let sum = 0
    for (const part of scaled) if (part.size > 0) sum += part.square().sum().dataSync()[0] ?? 0
    let length = unit * Math.sqrt(sum)
    if (Math.abs(length / c - 1) < 1e-4) length = exactNorm(gs)
    const factor = c / (length / unit)
    return {
      clipped: gs.map((g, i) => (length > c ? scaled[i]!.mul(factor) : g.clone())),
      norm: tf.scalar(length),
    }
  })
}
