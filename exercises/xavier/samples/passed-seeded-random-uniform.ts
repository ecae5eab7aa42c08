// Vectorised: seeded tf.randomUniform between the two limits inside a tidy, with an odd seed made from the given one so that 0 is a seed too.
import * as tf from '@tensorflow/tfjs'

export const xavierStd = (fanIn: number, fanOut: number): number => Math.SQRT2 / Math.sqrt(fanIn + fanOut)

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(3) * xavierStd(fanIn, fanOut)

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const r = xavierLimit(shape[0], shape[1])
  return tf.tidy(() => tf.randomUniform(shape, -1, 1, 'float32', 2 * seed + 1).mul(r) as tf.Tensor2D)
}
