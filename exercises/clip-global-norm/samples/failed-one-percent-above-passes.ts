// Breaks "if the norm exceeds c, the tensors in clipped have norm c": a gradient up to 1 % longer than c leaves unshortened.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

function times(g: tf.Tensor, factor: number): tf.Tensor {
  return tf.tensor(
    Float32Array.from(g.dataSync(), (value) => value * factor),
    g.shape,
  )
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const length = globalNorm(gs)
  // A little more than c does no harm.
  const tooLong = length > c * 1.01
  return { clipped: gs.map((g) => (tooLong ? times(g, c / length) : g.clone())), norm: tf.scalar(length) }
}
