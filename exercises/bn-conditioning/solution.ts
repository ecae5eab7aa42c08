import * as tf from '@tensorflow/tfjs'

export function hessianCond(X: tf.Tensor2D): number {
  const { most, least } = curvatures(X)
  return most / least
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const centred = X.sub(X.mean(0))
    // The mean square of what is centred is the variance. Each column has its own: nothing is mixed.
    return centred.div(centred.square().mean(0).sqrt()).as2D(X.shape[0], X.shape[1])
  })
}

export function maxEta(X: tf.Tensor2D): number {
  // Along an eigenvector one step multiplies the error by 1 − ηλ, and the largest λ is the first to pass −1.
  return 2 / curvatures(X).most
}

/** Eigenvalues of H = XᵀX/N. H does not centre: what X contains, the weights see. */
function curvatures(X: tf.Tensor2D): { most: number; least: number } {
  const rows = X.arraySync()
  // In float64: the smaller eigenvalue is a small difference of large numbers.
  const mean = (product: (a: number, b: number) => number) =>
    rows.reduce((sum, [a = NaN, b = NaN]) => sum + product(a, b), 0) / rows.length
  const [aa, ab, bb] = [mean((a) => a * a), mean((a, b) => a * b), mean((_, b) => b * b)]
  const root = Math.hypot((aa - bb) / 2, ab)
  const most = (aa + bb) / 2 + root
  // The product of both is the determinant.
  return { most, least: (aa * bb - ab * ab) / most }
}
