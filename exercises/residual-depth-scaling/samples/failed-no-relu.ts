import * as tf from '@tensorflow/tfjs'
// Misconception: no-relu

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// A linear branch.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => blocks.reduce((h, { W, V }) => h.add(h.matMul(W).matMul(V).mul(alpha)), x.clone()))
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
