import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt(2 / (fanIn + fanOut))

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(3) * xavierStd(fanIn, fanOut)

// The table is right; the sampler divides by the larger count, whichever that is.
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, seed).mul(Math.sqrt(1 / Math.max(...shape))))
}
