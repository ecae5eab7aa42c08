import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

/** Draws a weight matrix of the shape [fanIn, fanOut]: another seed, another matrix. */
type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

/**
 * Which multiple of the promised variance an initialiser really has, measured over at least 50,000 of its numbers.
 * @param sampler the initialiser; its numbers have mean 0
 * @param fanIn inputs of each unit
 * @param target what fanIn times the variance is meant to be, such as 2 for He
 */
export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  // TODO: draw, measure, compare with what was promised.
  return 1
}

/** He's initialisation from the truncated law, with the variance 2/fanIn that it promises. */
export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  // TODO: which factor gives these draws the variance 2/fanIn? Theirs is not 1.
  return tf.tidy(() => truncatedNormal(shape, seed).mul(0.05))
}
