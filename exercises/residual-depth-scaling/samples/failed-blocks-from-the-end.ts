// Breaks "runs through the blocks in their order": begins with the last block.
// Misconception: last-block-first
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return blocks.reduceRight((h, { W, V }) => h.add(h.matMul(W).relu().matMul(V).mul(alpha)) as tf.Tensor2D, x)
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
