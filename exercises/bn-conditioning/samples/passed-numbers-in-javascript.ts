import * as tf from '@tensorflow/tfjs'

const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

// One Jacobi rotation makes a 2 by 2 matrix diagonal.
function spectrum(X: tf.Tensor2D): number[] {
  const rows = X.arraySync()
  const entry = (i: number, j: number) => mean(rows.map((row) => (row[i] ?? NaN) * (row[j] ?? NaN)))
  const angle = Math.atan2(2 * entry(0, 1), entry(0, 0) - entry(1, 1)) / 2
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const turned = (p: number, q: number) => p * p * entry(0, 0) + 2 * p * q * entry(0, 1) + q * q * entry(1, 1)
  return [turned(c, s), turned(-s, c)].toSorted((a, b) => a - b)
}

export function hessianCond(X: tf.Tensor2D): number {
  const [least = NaN, most = NaN] = spectrum(X)
  return most / least
}

export function maxEta(X: tf.Tensor2D): number {
  return 2 / Math.max(...spectrum(X))
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  const rows = X.arraySync()
  const statistics = [0, 1].map((j) => {
    const column = rows.map((row) => row[j] ?? NaN)
    const centre = mean(column)
    return { centre, deviation: Math.sqrt(mean(column.map((one) => (one - centre) ** 2))) }
  })
  return tf.tensor2d(
    rows.map((row) => statistics.map(({ centre, deviation }, j) => ((row[j] ?? NaN) - centre) / deviation)),
  )
}
