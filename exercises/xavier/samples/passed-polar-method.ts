// Draws normal numbers itself by Marsaglia's polar method over the kit's uniform numbers.
import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  return Math.sqrt(2 / (fanIn + fanOut))
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return Math.sqrt(6 / (fanIn + fanOut))
}

/** Two independent normal numbers from a point drawn in the unit disc. */
function pair(next: () => number): [number, number] {
  for (;;) {
    const x = 2 * next() - 1
    const y = 2 * next() - 1
    const square = x * x + y * y
    if (square > 0 && square < 1) {
      const factor = Math.sqrt((-2 * Math.log(square)) / square)
      return [x * factor, y * factor]
    }
  }
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const size = shape[0] * shape[1]
  const next = uniforms(seed)
  const std = xavierStd(shape[0], shape[1])
  const values: number[] = []
  while (values.length < size) {
    const [a, b] = pair(next)
    values.push(a * std)
    if (values.length < size) values.push(b * std)
  }
  return tf.tensor2d(values, shape)
}
