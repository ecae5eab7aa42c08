// Breaks "the mean square of a column scatters": gives each column one draw from each of fanIn equal shares of the law, in random order, so that all columns have nearly the same mean square.
import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

/** Distribution function of the standard normal law by its power series, good for |x| up to 3. */
function phi(x: number): number {
  let term = x
  let sum = x
  for (let k = 1; k < 60; k++) {
    term *= (-x * x) / (2 * k)
    sum += term / (2 * k + 1)
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI)
}

const ENTRIES = 4001
/** phi at equally spaced places from -2 to 2. */
const TABLE = Float64Array.from({ length: ENTRIES }, (_, i) => phi(-2 + (4 * i) / (ENTRIES - 1)))

/** The x in [-2, 2] below which the share u of the cut law lies. */
function quantile(u: number): number {
  const level = TABLE[0] + u * (TABLE[ENTRIES - 1] - TABLE[0])
  let from = 0
  let to = ENTRIES - 1
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if (TABLE[middle] <= level) from = middle
    else to = middle
  }
  const part = (level - TABLE[from]) / (TABLE[to] - TABLE[from])
  return -2 + (4 * (from + part)) / (ENTRIES - 1)
}

/** Closed form: 1 - 2 a f(a) / (2 phi(a) - 1) with the density f and a = 2. */
function cutVariance(): number {
  const density = Math.exp(-2) / Math.sqrt(2 * Math.PI)
  return 1 - (4 * density) / (2 * phi(2) - 1)
}

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const fanOut = Math.ceil(50000 / fanIn)
  let sum = 0
  let count = 0
  for (const seed of [3, 5, 8, 13, 21, 34, 55, 89]) {
    const values = sampler([fanIn, fanOut], seed).dataSync()
    sum += values.reduce((total, value) => total + value * value, 0)
    count += values.length
  }
  return ((sum / count) * fanIn) / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const next = uniforms(seed)
  const bell = Math.sqrt(2 / (shape[0] * cutVariance()))
  const [fanIn, fanOut] = shape
  const values = new Float32Array(fanIn * fanOut)
  for (let j = 0; j < fanOut; j++) {
    const order = Array.from({ length: fanIn }, (_, i) => i)
    for (let i = fanIn - 1; i > 0; i--) {
      const other = Math.floor(next() * (i + 1))
      const kept = order[i]
      order[i] = order[other]
      order[other] = kept
    }
    for (let i = 0; i < fanIn; i++) values[i * fanOut + j] = bell * quantile((order[i] + next()) / fanIn)
  }
  return tf.tensor2d(values, shape)
}
