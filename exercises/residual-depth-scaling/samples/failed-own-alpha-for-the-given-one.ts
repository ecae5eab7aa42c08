// Breaks "h + alpha relu(hW) V": takes the alpha that fits the number of blocks in place of the argument.
// Misconception: another-factor
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu().matMul(V)
    h = h.add(branch.mul(alphaFor(blocks.length))) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
