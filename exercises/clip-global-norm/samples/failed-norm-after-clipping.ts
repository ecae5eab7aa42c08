// Breaks "the Euclidean norm of everything that came in, before clipping": returns the norm of what leaves.
// Misconception: norm-after-clipping
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) sum += value * value
  return Math.sqrt(sum)
}

function times(g: tf.Tensor, factor: number): tf.Tensor {
  return tf.tensor(
    Float32Array.from(g.dataSync(), (value) => value * factor),
    g.shape,
  )
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const before = lengthOf(gs)
  const clipped = gs.map((g) => (before > c ? times(g, c / before) : g.clone()))
  return { clipped, norm: tf.scalar(lengthOf(clipped)) }
}
