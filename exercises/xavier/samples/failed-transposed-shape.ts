// Breaks "a weight matrix of shape [fanIn, fanOut], which is the shape that it is given": returns [fanOut, fanIn].
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut))
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  return gauss([fanOut, fanIn], seed).mul(xavierStd(fanIn, fanOut))
}
