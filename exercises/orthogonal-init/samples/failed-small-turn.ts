import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  // JavaScript's numbers have 53 bits, float32 has 24. Gram–Schmidt subtracts nearly equal vectors, and what is left of
  // a row that almost lay in the span of those before it has lost as many digits as it has become shorter.
  const rows = A.arraySync()
  rows.forEach((row, i) => {
    // Twice: the first pass leaves rounding errors that are as large, relative to what remains, as it shrank.
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of rows.slice(0, i)) {
        // Modified: against what is left of the row, not against the row as it came.
        const projection = dot(row, earlier)
        earlier.forEach((value, k) => (row[k] = (row[k] ?? 0) - projection * value))
      }
    }
    const length = Math.sqrt(dot(row, row))
    row.forEach((value, k) => (row[k] = value / length))
  })
  return tf.tensor2d(rows, A.shape)
}

/** The identity, turned a little in one plane by the seed. */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  const angle = uniforms(seed)()
  const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? gain : 0)))
  const [first = [], second = []] = rows
  ;[first[0], first[1]] = [gain * Math.cos(angle), -gain * Math.sin(angle)]
  ;[second[0], second[1]] = [gain * Math.sin(angle), gain * Math.cos(angle)]
  return tf.tensor2d(rows, [n, n])
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0)
}
