// Breaks "The ReLU stands between W and V": uses the ReLU that is cut off at 6, which shows only where a pre-activation is larger.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu6().matMul(V)
    h = h.add(branch.mul(alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
