// Right: a class whose methods give scale, shift and determinant, and the recursion of the trace for the stretch.
import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

class Layer {
  readonly params: Coupling

  constructor(params: Coupling) {
    this.params = params
  }

  cut(x: tf.Tensor2D): [tf.Tensor2D, tf.Tensor2D] {
    const [a, b] = tf.split(x, [this.params.S.shape[0], this.params.S.shape[1]], 1)
    return [a as tf.Tensor2D, b as tf.Tensor2D]
  }

  logScale(a: tf.Tensor2D): tf.Tensor2D {
    const raw = tf.tanh(tf.matMul(a, this.params.S))
    if (!this.params.preserve) return raw
    return raw.sub(raw.sum(1, true).div(this.params.S.shape[1])) as tf.Tensor2D
  }

  run(x: tf.Tensor2D): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
    const [a, b] = this.cut(x)
    const s = this.logScale(a)
    const y = tf.concat2d([a, tf.add(tf.mul(b, tf.exp(s)), tf.matMul(a, this.params.T)) as tf.Tensor2D], 1)
    return { y, logDet: tf.sum(s, 1) as tf.Tensor1D }
  }
}

export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  return new Layer(params).run(x)
}

/** Trace of K pairs: 2, 3, 7, 18, ... */
function trace(K: number): number {
  if (K === 0) return 2
  if (K === 1) return 3
  return 3 * trace(K - 1) - trace(K - 2)
}

export function stretch(K: number): tf.Scalar {
  const t = trace(K)
  return tf.scalar((t + Math.sqrt(t * t - 4)) / 2)
}
