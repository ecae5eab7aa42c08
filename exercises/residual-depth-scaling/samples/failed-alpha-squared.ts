import * as tf from '@tensorflow/tfjs'
// Misconception: another-factor

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// α is applied twice, on both sides of the ReLU.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() =>
    blocks.reduce((h, { W, V }) => h.add(h.mul(alpha).matMul(W).relu().matMul(V).mul(alpha)), x.clone()),
  )
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
