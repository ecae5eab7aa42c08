// Breaks "its elements have Xavier's variance": sample divides by fanIn alone, although xavierStd is right.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut))
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return gauss(shape, seed).mul(Math.sqrt(1 / shape[0]))
}
