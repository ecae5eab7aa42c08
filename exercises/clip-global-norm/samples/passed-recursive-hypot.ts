// Halves the list of tensors recursively and joins the norms of the halves by Math.hypot.
import * as tf from '@tensorflow/tfjs'

function normOfOne(g: tf.Tensor): number {
  const values = g.dataSync()
  const part = (from: number, to: number): number => {
    if (to - from > 64) {
      const middle = (from + to) >> 1
      return Math.hypot(part(from, middle), part(middle, to))
    }
    let sum = 0
    for (let i = from; i < to; i++) sum += values[i]! ** 2
    return Math.sqrt(sum)
  }
  return part(0, values.length)
}

function normOfAll(gs: tf.Tensor[]): number {
  if (gs.length === 0) return 0
  if (gs.length === 1) return normOfOne(gs[0]!)
  const middle = gs.length >> 1
  return Math.hypot(normOfAll(gs.slice(0, middle)), normOfAll(gs.slice(middle)))
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const norm = normOfAll(gs)
  const factor = c / norm
  const clipped =
    norm > c
      ? gs.map((g) =>
          tf.tensor(
            Float32Array.from(g.dataSync(), (v) => v * factor),
            g.shape,
          ),
        )
      : gs.map((g) => g.clone())
  return { clipped, norm: tf.scalar(norm) }
}
