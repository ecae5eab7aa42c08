import * as tf from '@tensorflow/tfjs'

export function criticalSigmaW2(negSlope: number): number {
  const second = [1, negSlope].map((slope) => slope ** 2)
  return second.length / second.reduce((sum, one) => sum + one)
}

// δ_l from δ_{l+1}, written as a recursion over the layers, and the sum of the logarithms of its steps.
export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const std = Math.sqrt(sw2) / Math.sqrt(x.shape[1])
  const steps: number[] = []
  const descend = (h: tf.Tensor, layer: number): tf.Tensor => {
    const Z = Zs[layer]
    if (Z === undefined) throw new Error('no such layer')
    const z = tf.matMul(h, tf.mul(Z, std))
    if (layer === Zs.length - 1) return up
    const above = descend(tf.maximum(z, tf.mul(z, negSlope)), layer + 1)
    const derivative = tf.where(tf.greater(z, 0), tf.onesLike(z), tf.fill(z.shape, negSlope))
    const delta = tf.mul(tf.matMul(above, tf.mul(Zs[layer + 1] ?? z, std), false, true), derivative)
    steps.push(Math.log(squared(delta) / squared(above)))
    return delta
  }
  tf.tidy(() => {
    descend(x, 0)
  })
  return steps.reduce((sum, step) => sum + step, 0) / steps.length
}

const squared = (tensor: tf.Tensor): number => tensor.square().sum().dataSync()[0] ?? NaN
