// Breaks "its elements are independent": the right half is the left one seen in a mirror, so that only half of the numbers is drawn.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  // Forwards fanIn terms add up and ask for 1/fanIn, backwards fanOut terms ask for 1/fanOut. The variance between
  // them divides by the mean of the two counts: 1/((fanIn + fanOut)/2).
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  // The uniform law on [−r, r] has variance r²/3, so r is √3 standard deviations.
  return Math.sqrt(3) * xavierStd(fanIn, fanOut)
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  return tf.tidy(() => {
    const half = Math.floor(fanOut / 2)
    const left = gauss([fanIn, fanOut - half], seed)
    return left.concat(left.slice([0, 0], [fanIn, half]).reverse(1).neg(), 1).mul(xavierStd(fanIn, fanOut))
  })
}
