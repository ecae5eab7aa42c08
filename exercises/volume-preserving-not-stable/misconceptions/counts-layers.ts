import * as tf from '@tensorflow/tfjs'

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

// K couplings in turn, where K pairs were asked for.
export function stretch(K: number): tf.Scalar {
  let [a, b, c, d] = [1, 0, 0, 1]
  for (let i = 0; i < K; i++) {
    if (i % 2 === 0) [c, d] = [a + c, b + d]
    else [a, b] = [a + c, b + d]
  }
  // The squares of the two singular values have the sum p and the product 1.
  const p = a * a + b * b + c * c + d * d
  return tf.scalar(Math.sqrt((p + Math.sqrt(p * p - 4)) / 2))
}
