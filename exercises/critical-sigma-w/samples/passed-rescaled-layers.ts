// Right, numerically careful: signal and gradient are brought back to norm 1 at every layer and the logarithms of the gains are added.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  // E φ'(z)² by the trapezoidal rule over the density; z > 0 and z < 0 weigh the same
  let sum = 0
  let weight = 0
  for (let i = 0; i < 400; i++) {
    const z = -8 + (i + 0.5) * 0.04
    const density = Math.exp((-z * z) / 2)
    sum += density * (z > 0 ? 1 : negSlope) ** 2
    weight += density
  }
  return weight / sum
}

/** The tensor divided by its norm, and the logarithm of the norm. */
function unit(t: tf.Tensor2D): { t: tf.Tensor2D; log: number } {
  const norm = globalNorm([t])
  return { t: t.div(norm) as tf.Tensor2D, log: Math.log(norm) }
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const n = x.shape[1]
  // φ(c·z) = c·φ(z) for c > 0, so neither the norm of the signal nor σ_w changes which units are on
  const gates: tf.Tensor2D[] = []
  let h = unit(x).t
  for (const Z of Zs) {
    const z = tf.matMul(h, Z)
    const on = z.greater(0).toFloat()
    const gate = on.add(tf.sub(1, on).mul(negSlope)) as tf.Tensor2D
    gates.push(gate)
    h = unit(z.mul(gate) as tf.Tensor2D).t
  }
  let delta = unit(up).t
  let change = 0
  for (let l = Zs.length - 1; l > 0; l--) {
    const next = unit(tf.matMul(delta, Zs[l], false, true).mul(gates[l - 1]) as tf.Tensor2D)
    delta = next.t
    change += 2 * next.log + Math.log(sw2 / n)
  }
  return change / (Zs.length - 1)
}
