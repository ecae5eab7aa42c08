// Right but for one element in each tensor, which is NaN: no comparison with it is true, so none may count as passed.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const parts = gs.map((g) => Array.from(g.dataSync()))
  const norm = Math.hypot(...parts.flat())
  const factor = norm > c ? c / norm : 1
  const clipped = parts.map((values, i) => {
    const scaled = values.map((value, k) => (k === 0 ? NaN : value * factor))
    return tf.tensor(scaled, gs[i]?.shape ?? [])
  })
  return { clipped, norm: tf.scalar(norm) }
}
