// Right, with one tf.grad: δ_1 is the gradient of the loss by z_1 through the layers above, and δ_L is u itself.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  // by bisection: the factor σ_w²·(1 + a²)/2 of a layer grows with σ_w² and is 1 at the answer
  const factor = (sw2: number): number => (sw2 * (1 + negSlope ** 2)) / 2
  let low = 0.5
  let high = 4
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (factor(middle) < 1) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const scale = Math.sqrt(sw2 / x.shape[1])
  const [first, ...above] = Zs.map((Z) => Z.mul(scale) as tf.Tensor2D)
  const z1 = tf.matMul(x, first)
  const rest = (z: tf.Tensor): tf.Scalar => {
    const top = above.reduce<tf.Tensor>(
      (below, W) => tf.matMul(tf.maximum(below, below.mul(negSlope)) as tf.Tensor2D, W),
      z,
    )
    return top.mul(up).sum() as tf.Scalar
  }
  const delta1 = tf.grad(rest)(z1)
  const ratio = globalNorm([delta1]) / globalNorm([up])
  return (2 * Math.log(ratio)) / above.length
}
