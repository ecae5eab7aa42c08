// Right, in tensors without differentiation: the forward pass keeps φ'(z_l), the way back multiplies by it and by Wᵀ.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  // half of the units pass the gradient whole, the others pass a of it: E φ'² = (1 + a²)/2
  const meanSquare = (1 + negSlope * negSlope) / 2
  return 1 / meanSquare
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const weights = Zs.map((Z) => Z.mul(Math.sqrt(sw2 / Z.shape[0])) as tf.Tensor2D)
  const derivatives: tf.Tensor2D[] = []
  let h = x
  for (const W of weights) {
    const z = tf.matMul(h, W)
    const derivative = tf.where(z.greater(0), tf.onesLike(z), tf.fill(z.shape, negSlope)) as tf.Tensor2D
    derivatives.push(derivative)
    h = z.mul(derivative) as tf.Tensor2D
  }
  let delta = up
  for (let l = Zs.length - 1; l >= 1; l--) {
    delta = tf.matMul(delta, weights[l], false, true).mul(derivatives[l - 1]) as tf.Tensor2D
  }
  return (2 * (Math.log(globalNorm([delta])) - Math.log(globalNorm([up])))) / (Zs.length - 1)
}
