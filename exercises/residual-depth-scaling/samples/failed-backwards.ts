import * as tf from '@tensorflow/tfjs'
// Misconception: last-block-first

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// The last block first.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => blocks.reduceRight((h, { W, V }) => h.add(h.matMul(W).relu().matMul(V).mul(alpha)), x.clone()))
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
