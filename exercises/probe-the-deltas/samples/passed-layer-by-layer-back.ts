// Goes back layer by layer: tf.grad of each activation with the gradient from above as its weight.
import * as tf from '@tensorflow/tfjs'

type Activation = (z: tf.Tensor2D) => tf.Tensor2D
interface Norms {
  delta: tf.Tensor1D
  weight: tf.Tensor1D
}

interface Pass {
  deltas: tf.Tensor[]
  weights: tf.Tensor[]
}

function backward(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Pass {
  const below: tf.Tensor[] = []
  const zs: tf.Tensor[] = []
  let h: tf.Tensor = x
  for (const W of Ws) {
    below.push(h)
    const z = tf.matMul(h, W)
    zs.push(z)
    h = act(z as tf.Tensor2D)
  }
  const deltas: tf.Tensor[] = []
  const weights: tf.Tensor[] = []
  let above: tf.Tensor = up
  for (let l = Ws.length - 1; l >= 0; l--) {
    const from = above
    const delta = tf.grad((z: tf.Tensor) =>
      act(z as tf.Tensor2D)
        .mul(from)
        .sum(),
    )(zs[l] as tf.Tensor)
    deltas.unshift(delta)
    weights.unshift(tf.matMul(below[l] as tf.Tensor, delta, true))
    above = tf.matMul(delta, Ws[l] as tf.Tensor, false, true)
  }
  return { deltas, weights }
}

export function layerGradNorms(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Norms {
  return tf.tidy(() => {
    const { deltas, weights } = backward(Ws, x, act, up)
    const norms = (all: tf.Tensor[]) => tf.concat(all.map((one) => one.square().sum().sqrt().reshape([1]))).as1D()
    return { delta: norms(deltas), weight: norms(weights) }
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
