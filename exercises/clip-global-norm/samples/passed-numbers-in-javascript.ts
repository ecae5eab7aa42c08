import * as tf from '@tensorflow/tfjs'

// All arithmetic on plain numbers, in float64: no tensor until the end.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const values = gs.map((g) => Array.from(g.dataSync()))
  const norm = Math.hypot(...values.flat())
  const factor = norm > c ? c / norm : 1
  return {
    clipped: gs.map((g, i) =>
      tf.tensor(
        (values[i] ?? []).map((value) => value * factor),
        g.shape,
      ),
    ),
    norm: tf.scalar(norm),
  }
}
