import * as tf from '@tensorflow/tfjs'

// Normalised forwards, so the gradient is taken for normalised too: dx is not divided by the deviation.
interface Statistics {
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

interface Cache extends Statistics {
  x: tf.Tensor2D
  gamma: tf.Tensor1D
  eps: number
}

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  return tf.tidy(() => {
    const mean = x.mean(0).as1D()
    const variance = x.sub(mean).square().mean(0).as1D()
    return {
      y: normalise(x, { mean, variance }, eps).mul(gamma).add(beta).as2D(x.shape[0], x.shape[1]),
      mean,
      variance,
    }
  })
}

export function bnGrad(
  dy: tf.Tensor2D,
  { x, gamma, mean, variance, eps }: Cache,
): { dx: tf.Tensor2D; dgamma: tf.Tensor1D; dbeta: tf.Tensor1D } {
  return tf.tidy(() => {
    const xHat = normalise(x, { mean, variance }, eps)
    const dgamma = dy.mul(xHat).sum(0).as1D()
    const dbeta = dy.sum(0).as1D()
    const kept = dy.sub(dbeta.div(x.shape[0])).sub(xHat.mul(dgamma.div(x.shape[0])))
    return { dx: kept.mul(gamma).as2D(x.shape[0], x.shape[1]), dgamma, dbeta }
  })
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  return tf.tidy(() => normalise(x, running, eps).mul(gamma).add(beta).as2D(x.shape[0], x.shape[1]))
}

function normalise(x: tf.Tensor2D, { mean, variance }: Statistics, eps: number): tf.Tensor {
  return x.sub(mean).div(variance.add(eps).sqrt())
}
