// All eigenvalues of W Wᵀ by Jacobi rotations, of which the largest counts.
import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return Ws.slice(1).reduce((all, W) => all * Math.sqrt(largestEigenvalue(gram(W.arraySync()))), size(x) * size(gOut))
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    let delta: tf.Tensor = gOut
    for (let l = Ws.length - 1; l > 0; l--) delta = delta.matMul(Ws[l] as tf.Tensor2D, false, true)
    return size(tf.matMul(x, delta, true))
  })
}

const size = (one: tf.Tensor): number => Math.hypot(...one.dataSync())

const gram = (W: number[][]): number[][] =>
  W.map((a) => W.map((b) => a.reduce((sum, one, k) => sum + one * (b[k] ?? 0), 0)))

function largestEigenvalue(A: number[][]): number {
  const n = A.length
  const at = (i: number, j: number): number => A[i]?.[j] ?? 0
  for (let sweep = 0; sweep < 12; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(at(p, q)) < 1e-14) continue
        const theta = (at(q, q) - at(p, p)) / (2 * at(p, q))
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const [kp, kq] = [at(k, p), at(k, q)]
          const row = A[k] as number[]
          row[p] = c * kp - s * kq
          row[q] = s * kp + c * kq
        }
        for (let k = 0; k < n; k++) {
          const [pk, qk] = [at(p, k), at(q, k)]
          ;(A[p] as number[])[k] = c * pk - s * qk
          ;(A[q] as number[])[k] = s * pk + c * qk
        }
      }
    }
  }
  return Math.max(...A.map((row, i) => row[i] ?? 0))
}
