// Right, with differentiation: the gradient of L at two unit vectors gives H, and L along its axes gives the curvatures.
import * as tf from '@tensorflow/tfjs'

/** L(w) for y = 0; H does not depend on y. */
function loss(X: tf.Tensor2D, w: tf.Tensor): tf.Scalar {
  return tf
    .matMul(X, w.reshape([2, 1]))
    .square()
    .sum()
    .div(2 * X.shape[0]) as tf.Scalar
}

/** For a unit vector u and y = 0 the curvature along u is 2·L(u). */
function curvature(X: tf.Tensor2D, angle: number): number {
  const values = X.dataSync()
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  let sum = 0
  for (let i = 0; i < values.length; i += 2) sum += (values[i] * cos + values[i + 1] * sin) ** 2
  return sum / X.shape[0]
}

function axes(X: tf.Tensor2D): [number, number] {
  const gradient = tf.grad((w: tf.Tensor) => loss(X, w))
  const [a, b1] = gradient(tf.tensor1d([1, 0])).dataSync()
  const [b2, c] = gradient(tf.tensor1d([0, 1])).dataSync()
  const angle = 0.5 * Math.atan2(b1 + b2, a - c)
  const one = curvature(X, angle)
  const other = curvature(X, angle + Math.PI / 2)
  return one > other ? [one, other] : [other, one]
}

export function hessianCond(X: tf.Tensor2D): number {
  const [steep, flat] = axes(X)
  return steep / flat
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  const rows = X.shape[0]
  // measured from the first row, so that a large mean costs no digits
  const moved = X.sub(X.slice([0, 0], [1, 2]))
  const centred = moved.sub(moved.mean(0, true))
  const length = centred.euclideanNorm(0, true)
  return centred.mul(Math.sqrt(rows)).div(length) as tf.Tensor2D
}

export function maxEta(X: tf.Tensor2D): number {
  return 2 / axes(X)[0]
}
