import * as tf from '@tensorflow/tfjs'

// One gradient for each row, and nothing tidied.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const normalise = (input: tf.Tensor): tf.Tensor => {
    const centred = tf.sub(input, tf.mean(input))
    return tf.div(centred, tf.sqrt(tf.add(tf.mean(tf.square(centred)), eps)))
  }
  const rows: number[][] = []
  for (let i = 0; i < x.shape[0]; i++) {
    const output = (input: tf.Tensor): tf.Scalar => tf.sum(tf.slice(normalise(input), [i], [1])).asScalar()
    rows.push(Array.from(tf.grad(output)(x).dataSync()))
  }
  return tf.tensor2d(rows)
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax * Math.sqrt(1 / eps)
}
