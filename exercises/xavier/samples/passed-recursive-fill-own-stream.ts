// Fills the matrix by recursion on halves, each number a uniform one made of two draws, and takes the limit from the moment of the uniform law.
import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

export function xavierStd(fanIn: number, fanOut: number): number {
  const wish = (fanIn + fanOut) / 2
  return wish ** -0.5
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  // The integral of x^2 / (2 r) from -r to r is r^2 / 3.
  const secondMomentForOne = 1 / 3
  return xavierStd(fanIn, fanOut) / Math.sqrt(secondMomentForOne)
}

function fill(values: Float32Array, from: number, to: number, draw: () => number): void {
  if (to - from === 1) {
    values[from] = draw()
  } else if (to > from) {
    const middle = (from + to) >> 1
    fill(values, from, middle, draw)
    fill(values, middle, to, draw)
  }
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const next = uniforms(seed)
  const r = xavierLimit(...shape)
  const values = new Float32Array(shape[0] * shape[1])
  fill(values, 0, values.length, () => {
    const high = Math.floor(next() * 65536)
    const low = next()
    const u = (high + low) / 65536
    return r * (2 * u - 1)
  })
  return tf.tensor(values, shape) as tf.Tensor2D
}
