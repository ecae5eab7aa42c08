import * as tf from '@tensorflow/tfjs'

interface Statistics {
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

const forward = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, eps: number): tf.Tensor => {
  const { mean, variance } = tf.moments(x, 0)
  return tf.add(tf.mul(gamma, tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, eps)))), beta)
}

export const bnTrain = (x: tf.Tensor2D, gamma: tf.Tensor1D, beta: tf.Tensor1D, eps: number) => {
  const { mean, variance } = tf.moments(x, 0)
  return { y: forward(x, gamma, beta, eps).as2D(x.shape[0], -1), mean: mean.as1D(), variance: variance.as1D() }
}

// The statistics that were kept are not used: they are computed again, so that they are differentiated too.
export const bnGrad = (dy: tf.Tensor2D, cache: { x: tf.Tensor2D; gamma: tf.Tensor1D; eps: number }) => {
  const { x, gamma, eps } = cache
  const gradients = tf.grads((a, b, c) => forward(a ?? x, b ?? gamma, c ?? gamma, eps))
  const [dx = dy, dgamma = gamma, dbeta = gamma] = gradients([x, gamma, tf.zerosLike(gamma)], dy)
  return { dx: dx.as2D(x.shape[0], -1), dgamma: dgamma.as1D(), dbeta: dbeta.as1D() }
}

export const bnEval = (x: tf.Tensor2D, gamma: tf.Tensor1D, beta: tf.Tensor1D, running: Statistics, eps: number) => {
  // Folded into one slope and one shift for each feature, as for inference.
  const slope = tf.div(gamma, tf.sqrt(tf.add(running.variance, eps)))
  return tf.add(tf.mul(tf.sub(x, running.mean), slope), beta).as2D(-1, gamma.shape[0])
}
