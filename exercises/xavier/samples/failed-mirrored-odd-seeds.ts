// Breaks "two seeds give unrelated numbers": an odd seed gives the matrix of the even seed before it with all signs turned.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut))
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const std = xavierStd(shape[0], shape[1])
  const even = 2 * Math.floor(seed / 2)
  return tf.tidy(() => gauss(shape, even).mul(seed === even ? std : -std) as tf.Tensor2D)
}
