import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(3) * xavierStd(fanIn, fanOut)
}

// Normal draws, scaled by the limit that belongs to a uniform law.
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, seed).mul(xavierLimit(shape[0], shape[1])))
}
