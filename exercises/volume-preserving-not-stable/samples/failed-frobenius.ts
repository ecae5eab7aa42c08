import * as tf from '@tensorflow/tfjs'
// Misconception: frobenius-norm

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

export function coupling(x: tf.Tensor2D, { S, T, preserve }: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [kept, changed] = S.shape
  const [y, logDet] = tf.tidy(() => {
    const left = x.slice([0, 0], [-1, kept])
    const right = x.slice([0, kept], [-1, changed])
    const raw = left.matMul(S).tanh()
    const s = preserve ? raw.sub(raw.mean(1, true)) : raw
    return [tf.concat([left, right.mul(s.exp()).add(left.matMul(T))], 1), s.sum(1)]
  })
  if (y === undefined || logDet === undefined) throw new Error('two tensors were made')
  return { y: y.as2D(x.shape[0], x.shape[1]), logDet: logDet.as1D() }
}

// The Frobenius norm, which only a large K makes nearly right.
export function stretch(K: number): tf.Scalar {
  let product: tf.Tensor = tf.eye(2)
  for (let i = 0; i < K; i++) product = tf.matMul(product, tf.tensor2d([2, 1, 1, 1], [2, 2]))
  return product.norm().asScalar()
}
