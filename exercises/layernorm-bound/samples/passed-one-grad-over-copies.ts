// Differentiates once: d copies of the centred x, of which copy i contributes its y_i, so the gradient of the sum is the whole matrix; two numbers, where that cancels, take a closed form.
import * as tf from '@tensorflow/tfjs'

/** Two numbers: with h half their difference, y = ±h / √(h² + ε), whose derivative has nothing to cancel. */
function jacobianOfTwo(first: number, second: number, eps: number): tf.Tensor2D {
  const h = (first - second) / 2
  const k = eps / (2 * Math.sqrt(h * h + eps) ** 3)
  return tf.tensor2d([
    [k, -k],
    [-k, k],
  ])
}

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = x.dataSync()
  const d = values.length
  if (d === 2) return jacobianOfTwo(values[0]!, values[1]!, eps)
  let mean = 0
  for (const value of values) mean += value / d
  const centred = Float32Array.from(values, (value) => value - mean)
  return tf.tidy(() => {
    const copies = tf.tile(tf.tensor2d(centred, [1, d]), [d, 1])
    const pick = tf.eye(d)
    const sumOfDiagonal = (rows: tf.Tensor): tf.Scalar => {
      const c = rows.sub(rows.mean(1, true))
      const s = c.square().mean(1, true).add(eps).sqrt()
      return c.div(s).mul(pick).sum() as tf.Scalar
    }
    return tf.grad(sumOfDiagonal)(copies) as tf.Tensor2D
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
