// Right, with tf.moments and the textbook formula; what is centred is centred once more, which takes off what float32 left of the mean.
import * as tf from '@tensorflow/tfjs'

interface Statistics {
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

interface Cache extends Statistics {
  x: tf.Tensor2D
  gamma: tf.Tensor1D
  eps: number
}

interface Gradients {
  dx: tf.Tensor2D
  dgamma: tf.Tensor1D
  dbeta: tf.Tensor1D
}

function centre(t: tf.Tensor2D): tf.Tensor2D {
  return t.sub(tf.moments(t, 0).mean) as tf.Tensor2D
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  const { mean } = tf.moments(x, 0)
  const centred = centre(centre(x))
  const { variance } = tf.moments(centred, 0)
  const xhat = centred.div(variance.add(eps).sqrt())
  const y = xhat.mul(gamma).add(beta) as tf.Tensor2D
  return { y, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D }
}

export function bnGrad(dy: tf.Tensor2D, cache: Cache): Gradients {
  const { x, gamma, mean, variance, eps } = cache
  const batch = x.shape[0]
  const s = variance.add(eps).sqrt()
  const xhat = centre(x.sub(mean) as tf.Tensor2D).div(s)
  const dbeta = dy.sum(0) as tf.Tensor1D
  const dgamma = dy.mul(xhat).sum(0) as tf.Tensor1D
  const inner = dy.sub(dbeta.div(batch)).sub(xhat.mul(dgamma.div(batch))) as tf.Tensor2D
  const dx = centre(inner).mul(gamma.div(s)) as tf.Tensor2D
  return { dx, dgamma, dbeta }
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  return x.sub(running.mean).div(running.variance.add(eps).sqrt()).mul(gamma).add(beta) as tf.Tensor2D
}
