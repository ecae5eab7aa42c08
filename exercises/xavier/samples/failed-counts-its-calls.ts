// Breaks "the same seed gives the same matrix": adds the number of earlier calls to the seed.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut))
}

let calls = 0

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return gauss(shape, seed + 7919 * calls++).mul(xavierStd(shape[0], shape[1]))
}
