// Right, without the quadratic formula: H is squared again and again until only the steep direction is left.
import * as tf from '@tensorflow/tfjs'

type Symmetric = [number, number, number]

function gram(X: tf.Tensor2D): Symmetric {
  const rows = X.arraySync()
  const total = rows.reduce<Symmetric>(([a, b, c], [u, v]) => [a + u * u, b + u * v, c + v * v], [0, 0, 0])
  return total.map((value) => value / rows.length) as Symmetric
}

/** Recursion: the matrix divided by its trace, squared `times` times over. */
function power([a, b, c]: Symmetric, times: number): Symmetric {
  const trace = a + c
  const [p, q, r]: Symmetric = [a / trace, b / trace, c / trace]
  if (times === 0) return [p, q, r]
  return power([p * p + q * q, q * (p + r), q * q + r * r], times - 1)
}

function largest(H: Symmetric): number {
  const [p, q, r] = power(H, 60)
  // the column with the larger norm points along the steep direction
  const [x, y] = p >= r ? [p, q] : [q, r]
  const [a, b, c] = H
  return (a * x * x + 2 * b * x * y + c * y * y) / (x * x + y * y)
}

export function hessianCond(X: tf.Tensor2D): number {
  const H = gram(X)
  const top = largest(H)
  return top / (H[0] + H[2] - top)
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  const rows = X.arraySync()
  const means = [0, 1].map((j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length)
  const deviations = [0, 1].map((j) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[j] - means[j]) ** 2, 0) / rows.length),
  )
  return tf.tensor2d(rows.map((row) => row.map((value, j) => (value - means[j]) / deviations[j])))
}

export function maxEta(X: tf.Tensor2D): number {
  return 2 / largest(gram(X))
}
