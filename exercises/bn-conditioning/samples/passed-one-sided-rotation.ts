// Right, numerically careful: the two columns are rotated until they are orthogonal, so λ_min is a sum of squares and not a difference.
import * as tf from '@tensorflow/tfjs'

interface Columns {
  u: Float64Array
  v: Float64Array
}

function columns(X: tf.Tensor2D): Columns {
  const values = X.dataSync()
  const rows = X.shape[0]
  return {
    u: Float64Array.from({ length: rows }, (_, i) => values[2 * i]),
    v: Float64Array.from({ length: rows }, (_, i) => values[2 * i + 1]),
  }
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** One Jacobi rotation after another; the second one only mops up rounding. */
function rotated({ u, v }: Columns): Columns {
  let left = u
  let right = v
  for (let round = 0; round < 3; round++) {
    const angle = 0.5 * Math.atan2(2 * inner(left, right), inner(left, left) - inner(right, right))
    const cos = Math.cos(angle)
    const sin = Math.sin(angle)
    const [p, q] = [left, right]
    left = p.map((value, i) => cos * value + sin * q[i])
    right = p.map((value, i) => cos * q[i] - sin * value)
  }
  return { u: left, v: right }
}

function curvatures(X: tf.Tensor2D): [number, number] {
  const { u, v } = rotated(columns(X))
  const first = inner(u, u) / u.length
  const second = inner(v, v) / v.length
  return [Math.max(first, second), Math.min(first, second)]
}

export function hessianCond(X: tf.Tensor2D): number {
  const [steep, flat] = curvatures(X)
  return steep / flat
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  const { u, v } = columns(X)
  const scaled = [u, v].map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length
    const centred = column.map((value) => value - mean)
    const deviation = Math.sqrt(inner(centred, centred) / column.length)
    return centred.map((value) => value / deviation)
  })
  return tf.stack(
    scaled.map((column) => tf.tensor1d(Float32Array.from(column))),
    1,
  ) as tf.Tensor2D
}

export function maxEta(X: tf.Tensor2D): number {
  return 2 / curvatures(X)[0]
}
