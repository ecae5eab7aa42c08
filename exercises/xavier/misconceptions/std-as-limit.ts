import * as tf from '@tensorflow/tfjs'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(3) * xavierStd(fanIn, fanOut)
}

// A uniform law on [−r, r] with the standard deviation for r: its variance is r²/3.
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const r = xavierStd(shape[0], shape[1])
  return tf.randomUniform(shape, -r, r, 'float32', seed).as2D(shape[0], shape[1])
}
