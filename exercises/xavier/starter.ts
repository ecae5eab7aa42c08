import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/**
 * Standard deviation of Xavier's initialisation.
 * @param fanIn inputs of each unit
 * @param fanOut outputs of the layer
 */
export function xavierStd(fanIn: number, fanOut: number): number {
  // TODO: which variance lies between 1/fanIn and 1/fanOut?
  return 0.01
}

/** The r for which the uniform law on [−r, r] has that standard deviation. */
export function xavierLimit(fanIn: number, fanOut: number): number {
  // TODO: what is the variance of the uniform law on [−r, r]?
  return 0.01
}

/** A weight matrix [fanIn, fanOut] with Xavier's variance, the same one for the same seed. */
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  // TODO: bring the draws to the right variance.
  return gauss(shape, seed)
}
