// Breaks "its elements have Xavier's variance": the loop begins at 1, and the first element is always 0.
import * as tf from '@tensorflow/tfjs'
import { normals } from 'kit'

export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt(2 / (fanIn + fanOut))

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(6 / (fanIn + fanOut))

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const next = normals(seed)
  const std = xavierStd(...shape)
  const values = new Float32Array(shape[0] * shape[1])
  for (let i = 1; i < values.length; i++) values[i] = std * next()
  return tf.tensor2d(values, shape)
}
