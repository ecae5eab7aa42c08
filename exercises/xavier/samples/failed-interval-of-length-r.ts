// Breaks "the positive r for which the uniform law on [-r, r] has it too": uses the variance of an interval of length r, r*r/12, so that r is twice too large.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(24 / (fanIn + fanOut))
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return gauss(shape, seed).mul(xavierStd(shape[0], shape[1]))
}
