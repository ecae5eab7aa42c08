import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt(2 / (fanIn + fanOut))

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(3) * xavierStd(fanIn, fanOut)

// The right mean square, but every weight is positive.
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, seed).abs().mul(xavierStd(shape[0], shape[1])).as2D(shape[0], shape[1]))
}
