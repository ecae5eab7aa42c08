// Breaks "the elements of a column are unrelated": each row carries on half of the draws of the row above, with the variance kept.
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
  let above = Array.from({ length: fanOut }, () => next())
  const rows: number[][] = []
  for (let i = 0; i < fanIn; i++) {
    const here = Array.from({ length: fanOut }, () => next())
    const carried = above
    rows.push(here.map((value, j) => (std * (value + 0.5 * carried[j])) / Math.sqrt(1.25)))
    above = here
  }
  return tf.tensor2d(rows, shape)
}
