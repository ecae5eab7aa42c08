// Builds the matrix of tensors: identity minus the mean minus an outer product, of an x that was shifted by its first element first; two numbers take a closed form.
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
  const d = x.shape[0]
  if (d === 2) {
    const [first, second] = x.dataSync()
    return jacobianOfTwo(first!, second!, eps)
  }
  return tf.tidy(() => {
    const near = x.sub(x.slice([0], [1]))
    const c = near.sub(near.mean())
    const s = c.square().mean().add(eps).sqrt()
    const hat = c.div(s) as tf.Tensor1D
    const projection = tf
      .eye(d)
      .sub(1 / d)
      .sub(tf.outerProduct(hat, hat).div(d))
    return projection.div(s) as tf.Tensor2D
  })
}

export function bound(eps: number, gammaMax: number): number {
  return tf.tidy(
    () =>
      tf
        .scalar(gammaMax)
        .mul(tf.rsqrt(tf.scalar(eps)))
        .dataSync()[0]!,
  )
}
