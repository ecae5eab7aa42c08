import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

// Only the inputs are counted: the forward direction alone is kept in balance.
export function xavierStd(fanIn: number, _fanOut: number): number {
  return Math.sqrt(1 / fanIn)
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(3) * xavierStd(fanIn, fanOut)
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, seed).mul(xavierStd(shape[0], shape[1])))
}
