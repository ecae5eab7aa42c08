import * as tf from '@tensorflow/tfjs'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(3) * xavierStd(fanIn, fanOut)
}

// tf.randomNormal takes seed 0 for no seed at all, and draws anew each time.
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const std = xavierStd(shape[0], shape[1])
  return tf.randomNormal(shape, 0, std, 'float32', seed).as2D(shape[0], shape[1])
}
