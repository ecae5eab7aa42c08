// Breaks "A shift of all inputs changes nothing": takes v as mean of squares minus square of the mean in float32, which a shift drowns in rounding.
// Misconception: one-pass-variance
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
    const mean = x.mean()
    const v = x.square().mean().sub(mean.square()).maximum(0)
    const s = v.add(eps).sqrt()
    const hat = x.sub(mean).div(s) as tf.Tensor1D
    return tf
      .eye(d)
      .sub(1 / d)
      .sub(tf.outerProduct(hat, hat).div(d))
      .div(s) as tf.Tensor2D
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
