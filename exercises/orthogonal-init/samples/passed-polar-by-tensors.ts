// Right: the random matrix is the orthogonal factor of a normal one, by Newton-Schulz steps on tensors; each row is cleaned twice of all earlier ones at once, in double precision.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/** Left over of a when the best combination of the q is taken away; q are orthonormal. */
function remainder(a: Float64Array, q: Float64Array[]): Float64Array {
  const shares = q.map((one) => one.reduce((sum, value, j) => sum + value * a[j]!, 0))
  return a.map((value, j) => q.reduce((rest, one, i) => rest - shares[i]! * one[j]!, value))
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  const values = A.dataSync()
  const q: Float64Array[] = []
  while (q.length < k) {
    const start = q.length * n
    const rest = remainder(remainder(Float64Array.from(values.slice(start, start + n)), q), q)
    const length = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0))
    q.push(rest.map((value) => value / length))
  }
  return tf.tensor2d(
    q.map((row) => Array.from(row)),
    [k, n],
  )
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => {
    let X = gauss([n, n], seed)
    // No singular value may pass the square root of 3: bound the largest one by the Frobenius norm.
    X = X.div(X.square().sum().sqrt()) as tf.Tensor2D
    for (let step = 0; step < 45; step++) {
      const gram = X.matMul(X, false, true)
      X = X.mul(1.5).sub(gram.matMul(X).mul(0.5)) as tf.Tensor2D
    }
    return X.mul(gain) as tf.Tensor2D
  })
}
