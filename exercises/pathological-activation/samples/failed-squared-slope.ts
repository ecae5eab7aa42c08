// Breaks “the factor by which the length changes”: squares the slope.
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) => orthogonal(n, seed + l).mul(0.7) as tf.Tensor2D)
  return { Ws, slope: 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  return 0.5 * norm * slope ** 2
}
