// Right: the naive way, one gradient for each output, read out and put together in JavaScript.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const point = x.as2D(1, n)
  const m = f(point).shape[1]
  const pullBack = tf.grad((X: tf.Tensor) => f(X as tf.Tensor2D))
  const values = new Float32Array(m * n)
  for (let i = 0; i < m; i++) {
    const pick = new Float32Array(m)
    pick[i] = 1
    values.set(pullBack(point, tf.tensor2d(pick, [1, m])).dataSync(), i * n)
  }
  return tf.tensor2d(values, [m, n])
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const values = Float32Array.from(jacobian(f, x).dataSync())
  for (let i = 0; i < n; i++) values[i * n + i] = values[i * n + i]! + 1
  return tf.tensor2d(values, [n, n])
}
