// Breaks "if the norm is at most c, every element leaves exactly as it came": a gradient less than 1 % shorter than c is lengthened to c.
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
  const atThreshold = length > c * 0.99
  return { clipped: gs.map((g) => (atThreshold ? times(g, c / length) : g.clone())), norm: tf.scalar(length) }
}
