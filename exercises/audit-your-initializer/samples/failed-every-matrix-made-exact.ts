// Breaks "the mean square of a matrix scatters from one to the next": rescales each matrix to a mean square of exactly 2/fanIn.
// Misconception: renormalises
import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const perCall = Math.max(1, Math.floor(200000 / fanIn))
  let total = 0
  const calls = 3
  for (let seed = 1; seed <= calls; seed++) {
    const w = sampler([fanIn, perCall], seed)
    total += tf.tidy(() => w.square().mean().dataSync()[0])
  }
  return (fanIn * (total / calls)) / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => {
    const draws = truncatedNormal(shape, seed)
    const meanSquare = draws.square().mean()
    return draws.mul(
      meanSquare
        .mul(shape[0] / 2)
        .sqrt()
        .reciprocal(),
    ) as tf.Tensor2D
  })
}
