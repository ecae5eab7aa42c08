// Breaks "a matrix of shape [fanIn, fanOut]": normal numbers come in pairs, and an odd number of elements gets one too many.
import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt(2 / (fanIn + fanOut))

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(6 / (fanIn + fanOut))

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const next = uniforms(seed)
  const std = xavierStd(...shape)
  const values: number[] = []
  while (values.length < shape[0] * shape[1]) {
    const length = std * Math.sqrt(-2 * Math.log(1 - next()))
    const angle = 2 * Math.PI * next()
    values.push(length * Math.cos(angle), length * Math.sin(angle))
  }
  return tf.tensor2d(values, shape)
}
