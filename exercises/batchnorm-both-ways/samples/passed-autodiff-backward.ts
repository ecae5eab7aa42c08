// Right, with tf.grads through the forward pass, statistics included, for the way back.
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

function forward(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  eps: number,
): { y: tf.Tensor } & { mean: tf.Tensor; variance: tf.Tensor } {
  // the first row is only a place to measure from: what is subtracted here comes back in the mean
  const origin = tf.tensor(
    x
      .slice([0, 0], [1, x.shape[1] as number])
      .dataSync()
      .slice(),
    [1, x.shape[1] as number],
  )
  const rest = x.sub(origin)
  const mean = rest.mean(0)
  const centred = rest.sub(mean)
  const variance = centred.square().mean(0)
  const y = centred.div(variance.add(eps).sqrt()).mul(gamma).add(beta)
  return { y, mean: mean.add(origin.reshape([-1])), variance }
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  const { y, mean, variance } = forward(x, gamma, beta, eps)
  return { y: y as tf.Tensor2D, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D }
}

export function bnGrad(dy: tf.Tensor2D, cache: Cache): Gradients {
  const loss = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Scalar =>
    forward(x, gamma, beta, cache.eps).y.mul(dy).sum() as tf.Scalar
  // y is linear in beta, so that any beta gives the same gradients
  const [dx, dgamma, dbeta] = tf.grads(loss)([cache.x, cache.gamma, tf.zerosLike(cache.gamma)])
  // in exact arithmetic each column of dx adds up to 0; take off what rounding left of it
  return { dx: dx.sub(dx.mean(0)) as tf.Tensor2D, dgamma: dgamma as tf.Tensor1D, dbeta: dbeta as tf.Tensor1D }
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
