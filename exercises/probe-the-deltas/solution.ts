import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

type Activation = (z: tf.Tensor2D) => tf.Tensor2D

interface Norms {
  delta: tf.Tensor1D
  weight: tf.Tensor1D
}

export function layerGradNorms(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Norms {
  return tf.tidy(() => {
    const shapes = Ws.map((W) => [x.shape[0], W.shape[1]])
    const loss = (ws: tf.Tensor[], probes?: tf.Tensor[]): tf.Scalar => {
      const out = ws.reduce((h: tf.Tensor, W, l) => {
        // A probe of 0 changes nothing, and its gradient is the one at z.
        const z = tf.add(tf.matMul(h, W), probes?.[l] ?? 0)
        return act(z.as2D(x.shape[0], W.shape[1] ?? 0))
      }, x)
      return out.mul(up).sum().asScalar()
    }
    const deltas = probeDeltas(shapes, (probes) => loss(Ws, probes))
    const weights = tf.grads((...ws: tf.Tensor[]) => loss(ws))(Ws)
    const norms = (all: tf.Tensor[]) => tf.tensor1d(all.map((one) => globalNorm([one])))
    return { delta: norms(deltas), weight: norms(weights) }
  })
}

export function faultyLayer(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): number {
  const { delta, weight } = layerGradNorms(Ws, x, act, up)
  const logs = Array.from(delta.dataSync(), Math.log)
  tf.dispose([delta, weight])
  // From layer l to layer l − 1 the gradient passes W_l: the step of the spoilt one stands out among the others.
  const steps = logs.slice(1).map((log, i) => (logs[i] ?? NaN) - log)
  const median = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? NaN
  const distances = steps.map((step) => Math.abs(step - median))
  return distances.indexOf(Math.max(...distances)) + 2
}
