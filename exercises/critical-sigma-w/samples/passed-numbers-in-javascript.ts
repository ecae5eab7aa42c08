import type * as tf from '@tensorflow/tfjs'

export const criticalSigmaW2 = (a: number): number => 1 / ((1 + a * a) / 2)

type Rows = number[][]

// Forward and backward by hand, on plain numbers.
export function measureSlope(sw2: number, Zs: tf.Tensor2D[], x: tf.Tensor2D, up: tf.Tensor2D, a: number): number {
  const scale = Math.sqrt(sw2 / x.shape[1])
  const weights = Zs.map((Z) => Z.arraySync().map((row) => row.map((value) => value * scale)))
  const masks: Rows[] = []
  let h: Rows = x.arraySync()
  for (const W of weights) {
    const z = multiply(h, W)
    masks.push(z.map((row) => row.map((value) => (value > 0 ? 1 : a))))
    h = z.map((row) => row.map((value) => (value > 0 ? value : a * value)))
  }
  let delta: Rows = up.arraySync()
  const top = Math.log(square(delta))
  for (let l = weights.length - 2; l >= 0; l--) {
    const W = weights[l + 1] ?? []
    const mask = masks[l] ?? []
    delta = multiply(delta, transpose(W)).map((row, i) => row.map((value, j) => value * (mask[i]?.[j] ?? NaN)))
  }
  return (Math.log(square(delta)) - top) / (Zs.length - 1)
}

const transpose = (A: Rows): Rows => (A[0] ?? []).map((_, j) => A.map((row) => row[j] ?? NaN))

function multiply(A: Rows, B: Rows): Rows {
  return A.map((row) => {
    const out = (B[0] ?? []).map(() => 0)
    row.forEach((value, k) => B[k]?.forEach((weight, j) => (out[j] = (out[j] ?? 0) + value * weight)))
    return out
  })
}

const square = (A: Rows): number => A.reduce((sum, row) => sum + row.reduce((s, value) => s + value * value, 0), 0)
