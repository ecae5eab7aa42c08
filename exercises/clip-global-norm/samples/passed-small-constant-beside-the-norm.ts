import * as tf from '@tensorflow/tfjs'

// A factor that is cut off at 1, and a small constant beside the norm that is far below what is asked for.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const norm = Math.hypot(...gs.map((g) => Math.hypot(...g.dataSync())))
  const factor = Math.min(1, c / (norm + 1e-9))
  const clipped = gs.map((g) => {
    const values = Array.from(g.dataSync(), (value) => value * factor)
    return tf.tensor(values, g.shape)
  })
  return { clipped, norm: tf.scalar(norm) }
}
