import * as tf from '@tensorflow/tfjs'

interface Coupling {
  /** Both [kept, changed]. */
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

export function coupling(x: tf.Tensor2D, { S, T, preserve }: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [y, logDet] = tf.tidy(() => {
    const [kept, changed] = S.shape
    // This half passes untouched. Because of it the layer can be inverted: s and t can be computed again from y.
    const left = x.slice([0, 0], [-1, kept])
    const right = x.slice([0, kept], [-1, changed])
    const raw = left.matMul(S).tanh()
    // Without their mean the s of one row add up to 0: what one coordinate gains, others lose.
    const s = preserve ? raw.sub(raw.mean(1, true)) : raw
    const moved = right.mul(s.exp()).add(left.matMul(T))
    // The Jacobian is triangular, with ones and the factors e^s on its diagonal. The logarithm of its determinant is
    // the sum of the s, row by row; what stands below the diagonal does not count.
    return [tf.concat([left, moved], 1), s.sum(1)]
  })
  if (y === undefined || logDet === undefined) throw new Error('two tensors were made')
  return { y: y.as2D(x.shape[0], x.shape[1]), logDet: logDet.as1D() }
}

export function stretch(K: number): tf.Scalar {
  return tf.tidy(() => {
    // v ← v + u, then u ← u + v: two shears of determinant 1 make the cat map.
    const pair = tf.tensor2d([2, 1, 1, 1], [2, 2])
    // A symmetric matrix stretches most along its eigenvector. Twelve steps of power iteration leave 10⁻¹⁰ of the other
    // one, and float32 has room for what they stretch.
    let v: tf.Tensor = tf.tensor2d([1, 1], [2, 1])
    for (let i = 0; i < 12; i++) v = pair.matMul(v)
    v = v.div(v.norm())
    for (let i = 0; i < K; i++) v = pair.matMul(v)
    return v.norm().asScalar()
  })
}
