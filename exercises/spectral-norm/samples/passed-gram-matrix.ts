// W Wᵀ once, after W was scaled by its largest element; the scale comes back at the end.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const scale = W.abs().max().dataSync()[0] ?? 0
    if (scale === 0) return tf.scalar(0)
    const small = W.div(scale)
    const gram = small.matMul(small, false, true)
    let v: tf.Tensor = v0.div(v0.norm()).expandDims(0)
    for (let k = 0; k < iters; k++) {
      v = v.matMul(gram)
      const size = v.norm().dataSync()[0] ?? 0
      if (size === 0) return tf.scalar(0)
      v = v.div(size)
    }
    return v.matMul(small).norm().mul(scale).asScalar()
  })
}
