// One probe at a time, and the fault by the largest jump of neighbouring steps.
import * as tf from '@tensorflow/tfjs'

type Activation = (z: tf.Tensor2D) => tf.Tensor2D
interface Norms {
  delta: tf.Tensor1D
  weight: tf.Tensor1D
}

export function layerGradNorms(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Norms {
  return tf.tidy(() => {
    const loss = (probe: tf.Tensor | null, at: number, ws: tf.Tensor[] = Ws): tf.Scalar => {
      let h: tf.Tensor = x
      ws.forEach((W, l) => {
        const z = h.matMul(W)
        h = act((probe !== null && l === at ? z.add(probe) : z) as tf.Tensor2D)
      })
      return h.mul(up).sum()
    }
    const delta = Ws.map((W, l) =>
      tf
        .grad((probe: tf.Tensor) => loss(probe, l))(tf.zeros([x.shape[0], W.shape[1]]))
        .norm(),
    )
    const weight = Ws.map((W, l) =>
      tf
        .grad((one: tf.Tensor) =>
          loss(
            null,
            l,
            Ws.map((w, k) => (k === l ? one : w)),
          ),
        )(W)
        .norm(),
    )
    return { delta: tf.stack(delta).as1D(), weight: tf.stack(weight).as1D() }
  })
}

export function faultyLayer(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): number {
  const { delta, weight } = layerGradNorms(Ws, x, act, up)
  const d = delta.dataSync()
  tf.dispose([delta, weight])
  const steps = Array.from({ length: Ws.length - 1 }, (_, i) => Math.log((d[i] ?? NaN) / (d[i + 1] ?? NaN)))
  const sorted = steps.slice().sort((a, b) => a - b)
  const mean = sorted[sorted.length >> 1] ?? NaN
  let worst = 0
  steps.forEach((one, i) => {
    if (Math.abs(one - mean) > Math.abs((steps[worst] ?? NaN) - mean)) worst = i
  })
  return worst + 2
}
