import * as tf from '@tensorflow/tfjs'

// tr ± √(tr² − 4 det), in float32 throughout: the lesser root loses three digits, which is enough.
function roots(X: tf.Tensor2D): [number, number] {
  const H = tf.matMul(tf.transpose(X), X).div(tf.scalar(X.shape[0])).dataSync()
  const [aa = NaN, ab = NaN, , bb = NaN] = H
  const trace = Math.fround(aa + bb)
  const square = Math.fround(trace * trace - 4 * Math.fround(Math.fround(aa * bb) - Math.fround(ab * ab)))
  const root = Math.fround(Math.sqrt(square))
  return [(trace + root) / 2, (trace - root) / 2]
}

export const hessianCond = (X: tf.Tensor2D): number => {
  const [most, least] = roots(X)
  return most / least
}

export const maxEta = (X: tf.Tensor2D): number => 2 / roots(X)[0]

export const standardise = (X: tf.Tensor2D): tf.Tensor2D => {
  const columns = tf.split(X, 2, 1).map((column) => {
    const centred = tf.sub(column, tf.mean(column))
    const length = tf.norm(centred)
    return tf.div(tf.mul(centred, Math.sqrt(X.shape[0])), length)
  })
  return tf.concat(columns, 1).as2D(X.shape[0], 2)
}
