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

export function bnTrain(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  eps: number,
): { y: tf.Tensor2D } & Statistics {
  return tf.tidy(() => {
    const mean = x.mean(0).as1D()
    // Deviations first, squares after: E[x²] − E[x]² cancels to noise where the mean is large.
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
    // γ and β stand in every row, so their gradients are sums over the batch.
    const dgamma = dy.mul(xHat).sum(0).as1D()
    const dbeta = dy.sum(0).as1D()
    // What moves all rows alike is taken back by the mean, what stretches them by the variance. Both leave the gradient.
    const kept = dy.sub(dbeta.div(x.shape[0])).sub(xHat.mul(dgamma.div(x.shape[0])))
    const dx = kept.mul(gamma).div(variance.add(eps).sqrt())
    return { dx: dx.as2D(x.shape[0], x.shape[1]), dgamma, dbeta }
  })
}

export function bnEval(
  x: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  running: Statistics,
  eps: number,
): tf.Tensor2D {
  // Constants by now: a row does not depend on the rows that happen to stand beside it.
  return tf.tidy(() => normalise(x, running, eps).mul(gamma).add(beta).as2D(x.shape[0], x.shape[1]))
}

/** x̂: ε is added to the variance, under the root. */
function normalise(x: tf.Tensor2D, { mean, variance }: Statistics, eps: number): tf.Tensor {
  return x.sub(mean).div(variance.add(eps).sqrt())
}
