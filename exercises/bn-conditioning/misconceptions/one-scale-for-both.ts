import * as tf from '@tensorflow/tfjs'

// The axis is left out: both columns are divided by one number.
export function hessianCond(X: tf.Tensor2D): number {
  const { most, least } = curvatures(X)
  return most / least
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const centred = X.sub(X.mean(0))
    return centred.div(centred.square().mean().sqrt()).as2D(X.shape[0], X.shape[1])
  })
}

export function maxEta(X: tf.Tensor2D): number {
  return 2 / curvatures(X).most
}

/** Eigenvalues of XᵀX/N. */
function curvatures(X: tf.Tensor2D): { most: number; least: number } {
  const rows = X.arraySync()
  const mean = (product: (a: number, b: number) => number) =>
    rows.reduce((sum, [a = NaN, b = NaN]) => sum + product(a, b), 0) / rows.length
  const [aa, ab, bb] = [mean((a) => a * a), mean((a, b) => a * b), mean((_, b) => b * b)]
  const root = Math.hypot((aa - bb) / 2, ab)
  const most = (aa + bb) / 2 + root
  return { most, least: (aa * bb - ab * ab) / most }
}
