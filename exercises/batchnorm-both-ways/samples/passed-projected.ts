import * as tf from '@tensorflow/tfjs'

type Row = tf.Tensor1D

// Averages over the batch as a product with a row of 1/B.
const overBatch = (x: tf.Tensor): Row => {
  const rows = x.shape[0] ?? 1
  return tf.matMul(tf.ones([1, rows]).div(rows).as2D(1, rows), x.as2D(rows, -1)).as1D()
}

const scaled = (x: tf.Tensor, mean: Row, variance: Row, eps: number): tf.Tensor =>
  x.sub(mean).mul(variance.add(eps).rsqrt())

export function bnTrain(x: tf.Tensor2D, gamma: Row, beta: Row, eps: number) {
  return tf.tidy(() => {
    const mean = overBatch(x)
    const variance = overBatch(tf.squaredDifference(x, mean))
    const y = tf.addN([scaled(x, mean, variance, eps).mul(gamma), beta.expandDims(0).tile([x.shape[0], 1])])
    return { y: y.as2D(x.shape[0], x.shape[1]), mean, variance }
  })
}

// The Jacobian of one feature is symmetric: γ/s times the projection that takes out (1, …, 1) and x̂.
export function bnGrad(dy: tf.Tensor2D, cache: { x: tf.Tensor2D; gamma: Row; mean: Row; variance: Row; eps: number }) {
  return tf.tidy(() => {
    const [rows, width] = cache.x.shape
    const xHat = scaled(cache.x, cache.mean, cache.variance, cache.eps)
    const slope = cache.gamma.mul(cache.variance.add(cache.eps).rsqrt()).dataSync()
    const columns = tf.unstack(xHat, 1).map((column, j) => {
      const ones = tf.ones([rows, rows]).div(rows)
      const along = tf.outerProduct(column.as1D(), column.as1D()).div(rows)
      const projection = tf.eye(rows).sub(ones).sub(along).as2D(rows, rows)
      return tf
        .matMul(projection, dy.slice([0, j], [rows, 1]))
        .mul(slope[j] ?? 0)
        .as1D()
    })
    return {
      dx: tf.stack(columns, 1).as2D(rows, width),
      dgamma: overBatch(dy.mul(xHat)).mul(rows).as1D(),
      dbeta: overBatch(dy).mul(rows).as1D(),
    }
  })
}

export function bnEval(x: tf.Tensor2D, gamma: Row, beta: Row, running: { mean: Row; variance: Row }, eps: number) {
  return tf.tidy(() => scaled(x, running.mean, running.variance, eps).mul(gamma).add(beta).as2D(x.shape[0], -1))
}
