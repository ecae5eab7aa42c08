// Breaks "row i of Q points to the same side as row i of A": Householder reflections leave the sign of each row as it happens.
// Misconception: other-side
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

function reflect(x: number[], v: number[]): number[] {
  let along = 0
  let square = 0
  v.forEach((value, j) => {
    along += value * x[j]!
    square += value * value
  })
  return square === 0 ? x : x.map((value, j) => value - ((2 * along) / square) * v[j]!)
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  let work = A.arraySync()
  const mirrors: number[][] = []
  for (let i = 0; i < k; i++) {
    const v = work[i]!.map((value, j) => (j < i ? 0 : value))
    const length = Math.sqrt(v.reduce((sum, value) => sum + value * value, 0))
    v[i] = v[i]! + (v[i]! < 0 ? -length : length)
    work = work.map((row) => reflect(row, v))
    mirrors.push(v)
  }
  const Q = Array.from({ length: k }, (_, i) => {
    let row = Array.from({ length: n }, (__, j) => (i === j ? 1 : 0))
    for (let m = k - 1; m >= 0; m--) row = reflect(row, mirrors[m]!)
    return row
  })
  return tf.tensor2d(Q, [k, n])
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
