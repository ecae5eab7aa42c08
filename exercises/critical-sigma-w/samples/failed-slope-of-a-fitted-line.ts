// Breaks the formula of the slope: fits a line to ln‖δ_l‖² over all layers, where the two ends are asked for.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  return 2 / (negSlope * negSlope + 1)
}

interface Network {
  weights: tf.Tensor2D[]
  up: tf.Tensor2D
  negSlope: number
}

/** δ of layer l and of every layer above it, given what comes into layer l. */
function deltas(h: tf.Tensor2D, l: number, net: Network): tf.Tensor2D[] {
  if (l === net.weights.length - 1) return [net.up]
  const z = tf.matMul(h, net.weights[l])
  const a = net.negSlope
  const next = tf.prelu(z, tf.scalar(a)) as tf.Tensor2D
  const above = deltas(next, l + 1, net)
  const toH = tf.matMul(above[0], tf.transpose(net.weights[l + 1])) as tf.Tensor2D
  const derivative = tf.step(z, a)
  return [toH.mul(derivative) as tf.Tensor2D, ...above]
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const scale = tf.scalar(Math.sqrt(sw2 / x.shape[1]))
  const weights = Zs.map((Z) => Z.mul(scale) as tf.Tensor2D)
  const logs = deltas(x, 0, { weights, up, negSlope }).map((delta) => 2 * Math.log(globalNorm([delta])))
  // the line through all layers that fits best
  const middle = (logs.length - 1) / 2
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const both = logs.reduce((sum, log, l) => sum + (middle - l) * (log - mean), 0)
  return both / logs.reduce((sum, _, l) => sum + (middle - l) ** 2, 0)
}
