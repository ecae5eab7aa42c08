import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt(2 / (fanIn + fanOut))

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(3) * xavierStd(fanIn, fanOut)

// The right variance, but one row of draws serves all inputs.
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const [rows, columns] = shape
  return tf.tidy(() => gauss([1, columns], seed).mul(xavierStd(rows, columns)).tile([rows, 1]).as2D(rows, columns))
}
