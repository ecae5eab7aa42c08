import * as tf from '@tensorflow/tfjs'
// Misconception: other-side
import { gauss } from 'kit'

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
    row.forEach((value, k) => (row[k] = -value / length))
  })
  return tf.tensor2d(rows, A.shape)
}

/** Householder's usual sign, never corrected: as orthogonal as the right answer, on the other side. */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => orthonormalRows(gauss([n, n], seed)).mul(gain))
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0)
}
