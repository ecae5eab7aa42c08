// Breaks "for every L from 1 to 1000": counts no more than 450 blocks, so that the share passes 2 above 900.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return blocks.reduce((h, { W, V }) => h.add(h.matMul(W).relu().matMul(V).mul(alpha)) as tf.Tensor2D, x)
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(Math.min(L, 450))
}
