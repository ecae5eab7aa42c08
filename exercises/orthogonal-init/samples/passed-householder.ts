import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/** Reflections instead of projections: A's rows are turned into a lower triangle, and the turns are undone on the unit rows. */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  const L = A.arraySync()
  const normals: number[][] = []
  for (let i = 0; i < k; i++) {
    const row = at(L, i)
    const tail = row.map((value, j) => (j < i ? 0 : value))
    const length = Math.hypot(...tail)
    const normal = [...tail]
    normal[i] = (normal[i] ?? 0) + (Math.sign(tail[i] ?? 1) || 1) * length
    normals.push(normal)
    for (let r = i; r < k; r++) reflect(at(L, r), normal)
  }
  const Q = Array.from({ length: k }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)))
  for (const normal of normals.toReversed()) for (const row of Q) reflect(row, normal)
  // A triangle with a negative diagonal describes rows that point to the other side.
  const sides = Q.map((row, i) => row.map((value) => value * ((at(L, i)[i] ?? 0) < 0 ? -1 : 1)))
  return tf.tensor2d(sides, [k, n])
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => orthonormalRows(gauss([n, n], seed)).mul(gain))
}

function reflect(row: number[], normal: readonly number[]): void {
  const factor = (2 * dot(row, normal)) / dot(normal, normal)
  normal.forEach((value, j) => (row[j] = (row[j] ?? 0) - factor * value))
}

const at = (rows: number[][], i: number): number[] => rows[i] ?? []

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + value * (b[j] ?? 0), 0)
}
