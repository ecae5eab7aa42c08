import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

// The mean of 1/fanIn and 1/fanOut, where 1 over the mean of the counts is wanted.
export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt((1 / fanIn + 1 / fanOut) / 2)

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(3) * xavierStd(fanIn, fanOut)

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, seed).mul(xavierStd(shape[0], shape[1])))
}
