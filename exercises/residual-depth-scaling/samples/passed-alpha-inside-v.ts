import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// α is folded into V, and the blocks are a fold. Nothing is tidied.
export const forward = (x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D =>
  blocks.reduce((h, { W, V }) => tf.add(tf.matMul(tf.relu(tf.matMul(h, W)), tf.mul(V, alpha)), h), x)

// Σα² = L/(L + 1), which is 1/2 at the first depth and nearly 1 later.
export const alphaFor = (L: number): number => Math.sqrt(1 / (L + 1))
