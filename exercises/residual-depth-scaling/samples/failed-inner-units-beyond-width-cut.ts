// Breaks "inner may differ from width": uses no more inner units than the width, which goes wrong only where inner is larger.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const used = Math.min(W.shape[1], x.shape[1])
    const inner = h.matMul(W.slice([0, 0], [-1, used])).relu()
    const branch = inner.matMul(V.slice([0, 0], [used, -1]) as tf.Tensor)
    h = h.add(branch.mul(alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
