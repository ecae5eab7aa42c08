// Arrays and loops in float64; one tensor at the end.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  const rows = W.arraySync()
  let v = normalised(Array.from(v0.dataSync()))
  for (let k = 0; k < iters; k++) v = normalised(back(rows, ahead(rows, v)))
  return tf.scalar(Math.hypot(...ahead(rows, v)))
}

const ahead = (rows: number[][], v: number[]): number[] =>
  (rows[0] ?? []).map((_, j) => rows.reduce((sum, row, i) => sum + (v[i] ?? 0) * (row[j] ?? 0), 0))
const back = (rows: number[][], z: number[]): number[] =>
  rows.map((row) => row.reduce((sum, one, j) => sum + one * (z[j] ?? 0), 0))

function normalised(v: number[]): number[] {
  const size = Math.hypot(...v)
  return size > 0 ? v.map((one) => one / size) : v
}
