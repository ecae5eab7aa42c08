// Breaks "and the direction of g": gives every tensor the same share of the norm c, so that the total is c and the proportions between tensors are lost.
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
  const length = lengthOf(gs)
  const norm = tf.scalar(length)
  if (!(length > c)) return { clipped: gs.map((g) => g.clone()), norm }
  const lengths = gs.map((g) => lengthOf([g]))
  const share = c / Math.sqrt(lengths.filter((own) => own > 0).length)
  const clipped = gs.map((g, i) => {
    const own = lengths[i] ?? 0
    return own > 0 ? times(g, share / own) : g.clone()
  })
  return { clipped, norm }
}
