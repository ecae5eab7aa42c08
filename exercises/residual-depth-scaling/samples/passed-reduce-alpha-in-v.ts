// Right: a fold over the blocks with alpha multiplied into V; alpha is chosen such that the mean square doubles over all blocks together.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

const step =
  (alpha: number) =>
  (h: tf.Tensor2D, block: Block): tf.Tensor2D =>
    tf.add(h, tf.matMul(tf.relu(tf.matMul(h, block.W)), tf.mul(block.V, alpha) as tf.Tensor2D))

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return blocks.reduce(step(alpha), x)
}

/** (1 + alpha^2)^L = 2. The share L alpha^2 falls from 1 at L = 1 to ln 2. */
export function alphaFor(L: number): number {
  return Math.sqrt(Math.expm1(Math.LN2 / L))
}
