import * as tf from '@tensorflow/tfjs'

export const criticalSigmaW2 = (negSlope: number): number => 2 * (1 + negSlope ** 2) ** -1

// Only the two ends are needed: δ_L is u, and δ_1 is the derivative by z_1.
export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  return tf.tidy(() => {
    const [first, ...others] = Zs.map((Z) => tf.mul(Z, Math.sqrt(sw2 / Z.shape[1])))
    if (first === undefined) throw new Error('no layers')
    const above = (z1: tf.Tensor): tf.Scalar =>
      others
        .reduce((z, W) => tf.matMul(tf.leakyRelu(z, negSlope), W), z1)
        .mul(up)
        .sum()
    const delta = tf.grad(above)(tf.matMul(x, first))
    const length = (tensor: tf.Tensor): number => tf.norm(tensor).dataSync()[0] ?? NaN
    return Math.log((length(delta) / length(up)) ** 2) / others.length
  })
}
