// A plain loop over the kit's uniform numbers, stretched to [-r, r].
import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

function variance(fanIn: number, fanOut: number): number {
  return 1 / ((fanIn + fanOut) / 2)
}

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(variance(fanIn, fanOut))
}

/** The uniform law on [-r, r] has the variance r * r / 3. */
export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(3 * variance(fanIn, fanOut))
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  const next = uniforms(seed)
  const r = xavierLimit(fanIn, fanOut)
  const values = new Float32Array(fanIn * fanOut)
  for (let i = 0; i < values.length; i++) values[i] = (2 * next() - 1) * r
  return tf.tensor2d(values, [fanIn, fanOut])
}
