// Arrays and three nested loops; only the result is a tensor.
import * as tf from '@tensorflow/tfjs'

type Rows = number[][]

const times = (a: Rows, b: Rows): Rows =>
  a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, v, k) => sum + v * (b[k]?.[j] ?? 0), 0)))
const flip = (a: Rows): Rows => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0))
const size = (a: Rows): number => Math.hypot(...a.flat())

function backTo(Ws: tf.Tensor2D[], u: tf.Tensor2D, index: number): Rows {
  let g = u.arraySync()
  for (let l = Ws.length - 1; l >= index; l--) g = times(g, flip((Ws[l] as tf.Tensor2D).arraySync()))
  return g
}

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.scalar(size(backTo(Ws, u, 0)))
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.scalar(size(times(flip(x.arraySync()), backTo(Ws, u, 1))))
}
