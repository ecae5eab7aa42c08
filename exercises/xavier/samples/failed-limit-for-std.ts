// The limit of the uniform law is given as the standard deviation, and scales normal draws.
// Misconception: limit-as-std
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  // Forwards fanIn terms add up and ask for 1/fanIn, backwards fanOut terms ask for 1/fanOut. The variance between
  // them divides by the mean of the two counts: 1/((fanIn + fanOut)/2).
  return Math.sqrt(6 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  // The uniform law on [−r, r] has variance r²/3, so r is √3 standard deviations.
  return xavierStd(fanIn, fanOut)
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  return tf.tidy(() => gauss(shape, seed).mul(xavierStd(fanIn, fanOut)))
}
