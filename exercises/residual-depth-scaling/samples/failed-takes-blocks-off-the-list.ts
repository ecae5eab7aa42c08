// Breaks "The result equals the formula": shifts each block off the caller's own list, so that a second call with this list returns x.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
    const { W, V } = block
    const branch = h.matMul(W).relu().matMul(V)
    h = h.add(branch.mul(alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
