// Breaks "its elements have Xavier's variance": scales truncated normal draws as if their variance were 1.
// Misconception: truncated
import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut))
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return truncatedNormal(shape, seed).mul(xavierStd(shape[0], shape[1]))
}
