import * as tf from '@tensorflow/tfjs'

// In float32, and with the draws of tfjs, which takes a seed of 0 for none.
export function xavierStd(fanIn: number, fanOut: number): number {
  return tf.tidy(() => tf.sqrt(tf.div(1, tf.mean(tf.tensor1d([fanIn, fanOut])))).dataSync()[0] ?? NaN)
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return xavierStd(fanIn, fanOut) * Math.sqrt(3)
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.randomNormal(shape, 0, xavierStd(...shape), 'float32', seed + 1).as2D(shape[0], shape[1])
}
