import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // The Frobenius norm is an upper bound too, and a much larger one.
  return Ws.slice(1).reduce((product, W) => product * length(W), length(x) * length(gOut))
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    const delta = Ws.slice(1).reduceRight<tf.Tensor>((above, W) => above.matMul(W, false, true), gOut)
    return length(x.matMul(delta, true, false))
  })
}

const length = (tensor: tf.Tensor): number => Math.hypot(...tensor.dataSync())
