import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// Recursive, with the ReLU as a maximum and α on what enters the branch, which ReLU lets through. Σα² = 1/2.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  const [block, ...rest] = blocks
  if (block === undefined) return x
  const hidden = tf.maximum(x.mul(alpha).matMul(block.W), 0).as2D(x.shape[0], block.W.shape[1])
  return forward(x.add(hidden.matMul(block.V)), rest, alpha)
}

export function alphaFor(L: number): number {
  return (2 * L) ** -0.5
}
