// Breaks "runs through the blocks": leaves out what comes after the twentieth.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return blocks.slice(0, 20).reduce((h, { W, V }) => h.add(h.matMul(W).relu().matMul(V).mul(alpha)) as tf.Tensor2D, x)
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
