import * as tf from '@tensorflow/tfjs'

// The Jacobian of softmax, with the outputs of layer norm in it.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    const y = centred.div(centred.square().mean().add(eps).sqrt()).as1D()
    return tf.diag(y).sub(tf.outerProduct(y, y)).as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
