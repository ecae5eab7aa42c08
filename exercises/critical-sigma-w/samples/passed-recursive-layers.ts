// Right, by recursion: a layer asks the layers above for their δ and turns it into its own.
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
  // the mean of the changes from each layer to the one below it
  const changes = logs.slice(1).map((log, i) => logs[i] - log)
  return changes.reduce((sum, change) => sum + change, 0) / changes.length
}
