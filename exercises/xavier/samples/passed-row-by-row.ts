import * as tf from '@tensorflow/tfjs'
import { gauss, normals } from 'kit'

const variance = (fanIn: number, fanOut: number): number => 2 / (fanIn + fanOut)

export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt(variance(fanIn, fanOut))

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(3 * variance(fanIn, fanOut))

// Every row from a seed of its own, drawn from the seed that was given.
export function sample([rows, columns]: [number, number], seed: number): tf.Tensor2D {
  const next = normals(seed)
  const drawn = Array.from({ length: rows }, () => gauss([columns], Math.floor(1e9 * Math.abs(next()))))
  const weights = tf.stack(drawn).mul(xavierStd(rows, columns)).as2D(rows, columns)
  tf.dispose(drawn)
  return weights
}
