// The size of each matrix tells which was spoilt: no gradient is needed for that.
import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

type Activation = (z: tf.Tensor2D) => tf.Tensor2D
interface Norms {
  delta: tf.Tensor1D
  weight: tf.Tensor1D
}

export function layerGradNorms(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Norms {
  return tf.tidy(() => {
    const run = (ws: tf.Tensor[], probes: tf.Tensor[]) =>
      ws
        .reduce((h: tf.Tensor, W, l) => act(tf.matMul(h, W).add(probes[l] ?? 0) as tf.Tensor2D), x)
        .mul(up)
        .sum()
        .asScalar()
    const deltas = probeDeltas(
      Ws.map((W) => [x.shape[0], W.shape[1]]),
      (probes) => run(Ws, probes),
    )
    const weights = Ws.map((_, l) =>
      tf.grad((W: tf.Tensor) =>
        run(
          Ws.map((one, k) => (k === l ? W : one)),
          [],
        ),
      )(Ws[l] as tf.Tensor),
    )
    return {
      delta: tf.tensor1d(deltas.map((one) => globalNorm([one]))),
      weight: tf.tensor1d(weights.map((one) => globalNorm([one]))),
    }
  })
}

export function faultyLayer(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): number {
  const sizes = Ws.map((W) => Math.log(globalNorm([W])))
  const middle = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? NaN
  const distances = sizes.map((one) => Math.abs(one - middle))
  return distances.indexOf(Math.max(...distances)) + 1
}
