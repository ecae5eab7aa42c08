// Takes the plainest way: one loop over all elements in JavaScript numbers, whose squares neither overflow nor vanish for float32 values.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let sum = 0
  for (const g of gs) {
    for (const value of g.dataSync()) sum += value * value
  }
  const norm = Math.sqrt(sum)
  if (!(norm > c)) return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(norm) }
  const factor = c / norm
  const clipped = gs.map((g) => {
    const values = Float32Array.from(g.dataSync(), (value) => value * factor)
    return tf.tensor(values, g.shape)
  })
  return { clipped, norm: tf.scalar(norm) }
}
