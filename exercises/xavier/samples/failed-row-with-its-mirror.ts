// Breaks "the elements of a row are unrelated": the second half of each row is the first half with the signs turned, which makes the mean exactly 0.
import * as tf from '@tensorflow/tfjs'
import { normals } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut))
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  const next = normals(seed)
  const std = xavierStd(fanIn, fanOut)
  const half = Math.ceil(fanOut / 2)
  const values = new Float32Array(fanIn * fanOut)
  for (let i = 0; i < fanIn; i++) {
    for (let j = 0; j < fanOut; j++) {
      const at = i * fanOut + j
      values[at] = j < half ? std * next() : -values[at - half]
    }
  }
  return tf.tensor2d(values, shape)
}
