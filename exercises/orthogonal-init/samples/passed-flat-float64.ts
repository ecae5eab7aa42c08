import * as tf from '@tensorflow/tfjs'
import { normals } from 'kit'

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  const values = Float64Array.from(A.dataSync())
  for (let i = 0; i < k; i++) {
    const row = values.subarray(i * n, (i + 1) * n)
    for (let j = 0; j < 2 * i; j++) {
      const earlier = values.subarray((j % i) * n, ((j % i) + 1) * n)
      let projection = 0
      for (let c = 0; c < n; c++) projection += (row[c] ?? 0) * (earlier[c] ?? 0)
      for (let c = 0; c < n; c++) row[c] = (row[c] ?? 0) - projection * (earlier[c] ?? 0)
    }
    let square = 0
    for (const value of row) square += value * value
    for (let c = 0; c < n; c++) row[c] = (row[c] ?? 0) / Math.sqrt(square)
  }
  return tf.tensor2d(Float32Array.from(values), [k, n])
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  // Its own draws: any normal numbers will do.
  const next = normals(seed)
  const draws = Float32Array.from({ length: n * n }, () => next())
  return tf.tidy(() => orthonormalRows(tf.tensor2d(draws, [n, n])).mul(gain))
}
