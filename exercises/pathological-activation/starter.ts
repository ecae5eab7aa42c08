import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

interface Network {
  /** W_1 … W_L, each [n, n], with a spectral norm of at most 0.7. */
  Ws: tf.Tensor2D[]
  /** s in φ(z) = s·z, above 0 and at most 1.8. */
  slope: number
}

/**
 * A network of contracting matrices whose gradient grows all the same, whatever direction it comes from.
 * @param n the width of every layer, from 2 to 24
 * @param L the depth, from 1 to 30
 * @param seed of the matrices, a positive whole number
 */
export function buildCounterexample(n: number, L: number, seed: number): Network {
  // TODO: these matrices have no bound on their norm yet.
  const Ws = Array.from({ length: L }, (_, l) => gauss([n, n], seed + l))
  return { Ws, slope: 1 }
}

/**
 * Predicts what a typical layer does: a wide Gaussian matrix, rescaled to a given spectral norm, and φ(z) = slope·z.
 * @param norm its spectral norm
 * @param slope of the activation
 * @returns the factor by which one such layer multiplies the length of a gradient, typically
 */
export function typicalFactor(norm: number, slope: number): number {
  // TODO
  return 1
}
