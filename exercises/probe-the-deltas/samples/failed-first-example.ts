// Breaks “over all examples”: takes the first example's gradient.
import * as tf from '@tensorflow/tfjs'

type Activation = (z: tf.Tensor2D) => tf.Tensor2D
interface Norms {
  delta: tf.Tensor1D
  weight: tf.Tensor1D
}

export function layerGradNorms(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Norms {
  return tf.tidy(() => {
    const probes = Ws.map((W) => tf.zeros([x.shape[0], W.shape[1]]))
    const loss = (...all: tf.Tensor[]): tf.Scalar => {
      let h: tf.Tensor = x
      Ws.forEach((_, l) => {
        h = act(tf.add(tf.matMul(h, all[l] as tf.Tensor), all[Ws.length + l] as tf.Tensor) as tf.Tensor2D)
      })
      return tf.sum(tf.mul(h, up))
    }
    const grads = tf.grads(loss)([...Ws, ...probes])
    const norms = (some: tf.Tensor[]) => tf.stack(some.map((one) => one.norm())).as1D()
    return {
      delta: norms(grads.slice(Ws.length).map((one) => one.slice([0, 0], [1, -1]))),
      weight: norms(grads.slice(0, Ws.length)),
    }
  })
}

export function faultyLayer(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): number {
  const { delta, weight } = layerGradNorms(Ws, x, act, up)
  const d = delta.dataSync()
  tf.dispose([delta, weight])
  const steps = Array.from({ length: Ws.length - 1 }, (_, i) => Math.log((d[i] ?? NaN) / (d[i + 1] ?? NaN)))
  const mean = steps.reduce((sum, one) => sum + one, 0) / steps.length
  let worst = 0
  steps.forEach((one, i) => {
    if (Math.abs(one - mean) > Math.abs((steps[worst] ?? NaN) - mean)) worst = i
  })
  return worst + 2
}
