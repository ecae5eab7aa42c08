import * as tf from '@tensorflow/tfjs'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const variance = tf.tidy(
    () =>
      sampler([fanIn, Math.ceil(60_000 / fanIn)], 1)
        .square()
        .mean()
        .dataSync()[0] ?? NaN,
  )
  return (fanIn * variance) / target
}

// tf.truncatedNormal takes seed 0 for no seed at all, and draws anew each time.
export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  const std = Math.sqrt(2 / fanIn) / 0.87962566
  return tf.truncatedNormal(shape, 0, std, 'float32', seed).as2D(fanIn, fanOut)
}
