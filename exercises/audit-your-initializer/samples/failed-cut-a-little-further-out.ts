// Breaks "cut at two of its own standard deviations": draws again only beyond 2.2, with the variance corrected for that.
import * as tf from '@tensorflow/tfjs'
import { normals } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

/** Variance of the standard normal law cut at -a and a, by Simpson's rule. */
function varianceOfCut(a: number): number {
  const parts = 2000
  const h = (2 * a) / parts
  let mass = 0
  let second = 0
  for (let k = 0; k <= parts; k++) {
    const x = -a + k * h
    const weight = k === 0 || k === parts ? 1 : k % 2 === 1 ? 4 : 2
    const density = Math.exp(-0.5 * x * x)
    mass += weight * density
    second += weight * density * x * x
  }
  return second / mass
}

/** Mean and variance as the numbers come in, after Welford. */
class Moments {
  count = 0
  private mean = 0
  private squares = 0

  take(value: number): void {
    this.count++
    const before = value - this.mean
    this.mean += before / this.count
    this.squares += before * (value - this.mean)
  }

  get variance(): number {
    return this.squares / (this.count - 1)
  }
}

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const wanted = 400000
  const fanOut = Math.max(1, Math.floor(100000 / fanIn))
  const moments = new Moments()
  for (let seed = 11; moments.count < wanted; seed++) {
    for (const value of sampler([fanIn, fanOut], seed).dataSync()) moments.take(value)
  }
  return (fanIn * moments.variance) / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const next = normals(seed)
  const factor = Math.sqrt(2 / shape[0] / varianceOfCut(2.2))
  const values = new Float32Array(shape[0] * shape[1])
  for (let i = 0; i < values.length; i++) {
    let z = next()
    while (z < -2.2 || z > 2.2) z = next()
    values[i] = z * factor
  }
  return tf.tensor2d(values, shape)
}
