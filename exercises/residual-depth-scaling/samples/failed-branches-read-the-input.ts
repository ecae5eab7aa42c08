// Breaks "reads what the block before it left": every branch reads x, which is right for a single block only.
// Misconception: branches-side-by-side
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const branch = x.matMul(W).relu().matMul(V)
    h = h.add(branch.mul(alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
