// Right, in plain loops over JavaScript arrays, row by row of the batch; the squares are added over the whole batch.
import * as tf from '@tensorflow/tfjs'

export function criticalSigmaW2(negSlope: number): number {
  return 2 / (1 + negSlope ** 2)
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const [batch, n] = x.shape
  const scale = Math.sqrt(sw2 / n)
  const weights = Zs.map((Z) => Float64Array.from(Z.dataSync(), (value) => value * scale))
  const inputs = x.dataSync()
  const ups = up.dataSync()
  let squareFirst = 0
  let squareLast = 0
  for (let b = 0; b < batch; b++) {
    let h = Float64Array.from(inputs.slice(b * n, (b + 1) * n))
    const signs: Float64Array[] = []
    for (const W of weights) {
      const z = new Float64Array(n)
      for (let i = 0; i < n; i++) {
        const value = h[i]
        for (let j = 0; j < n; j++) z[j] += value * W[i * n + j]
      }
      const sign = z.map((value) => (value > 0 ? 1 : negSlope))
      signs.push(sign)
      h = z.map((value, j) => value * sign[j])
    }
    let delta = Float64Array.from(ups.slice(b * n, (b + 1) * n))
    for (const value of delta) squareLast += value * value
    for (let l = weights.length - 1; l > 0; l--) {
      const W = weights[l]
      const before = new Float64Array(n)
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let j = 0; j < n; j++) sum += W[i * n + j] * delta[j]
        before[i] = sum * signs[l - 1][i]
      }
      delta = before
    }
    for (const value of delta) squareFirst += value * value
  }
  return (Math.log(squareFirst) - Math.log(squareLast)) / (weights.length - 1)
}
