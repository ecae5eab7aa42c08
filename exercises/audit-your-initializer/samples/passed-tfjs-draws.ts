import * as tf from '@tensorflow/tfjs'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const ratios = [7, 8, 9].map((seed) => {
    const weights = sampler([fanIn, Math.ceil(30_000 / fanIn)], seed)
    const square = tf.tidy(() => tf.sum(tf.square(weights)).dataSync()[0] ?? NaN)
    const ratio = (square / weights.size) * (fanIn / target)
    return ratio
  })
  return ratios.reduce((sum, one) => sum + one, 0) / ratios.length
}

// Never seed 0, which tfjs takes for none.
export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  const std = (2 / fanIn) ** 0.5 / 0.87962566
  return tf.truncatedNormal(shape, 0, std, 'float32', seed + 1).as2D(fanIn, fanOut)
}
