// Sends each unit vector backwards through the layer, (g − mean g − x̂ mean(g x̂)) / s, with sums that halve recursively; the bound is measured by power iteration where s is smallest.
import * as tf from '@tensorflow/tfjs'

function sum(values: number[], from = 0, to = values.length): number {
  if (to - from > 8) {
    const middle = (from + to) >> 1
    return sum(values, from, middle) + sum(values, middle, to)
  }
  let total = 0
  for (let i = from; i < to; i++) total += values[i]!
  return total
}

function backward(g: number[], x: number[], eps: number): number[] {
  const d = x.length
  const mean = sum(x) / d
  const c = x.map((value) => value - mean)
  const v = sum(c.map((value) => value * value)) / d
  const s2 = v + eps
  const meanOfG = sum(g) / d
  const centred = g.map((value) => value - meanOfG)
  const along = sum(centred.map((value, i) => value * c[i]!)) / d
  // v and ε apart: for two numbers the first bracket cancels exactly.
  return centred.map((value, i) => (value * v - c[i]! * along + value * eps) / (s2 * Math.sqrt(s2)))
}

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = Array.from(x.dataSync())
  const rows = values.map((_, i) =>
    backward(
      values.map((_, j) => (i === j ? 1 : 0)),
      values,
      eps,
    ),
  )
  return tf.tensor2d(rows)
}

export function bound(eps: number, gammaMax: number): number {
  const constant = [0, 0, 0]
  let vector = [1, -0.5, 0.25]
  let stretch = 0
  for (let step = 0; step < 5; step++) {
    const next = backward(vector, constant, eps)
    stretch = Math.hypot(...next) / Math.hypot(...vector)
    vector = next.map((value) => value / Math.hypot(...next))
  }
  return gammaMax * stretch
}
