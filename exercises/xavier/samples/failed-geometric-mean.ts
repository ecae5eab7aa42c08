import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

// 1/√(fanIn·fanOut): another mean between the two wishes, under which a round trip loses nothing.
export const xavierStd = (fanIn: number, fanOut: number): number => (fanIn * fanOut) ** -0.25

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(3) * xavierStd(fanIn, fanOut)

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss(shape, seed).mul(xavierStd(shape[0], shape[1])))
}
