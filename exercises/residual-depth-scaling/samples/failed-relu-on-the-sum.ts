// Breaks "The skip is untouched": puts a ReLU on the sum of skip and branch, as the first residual networks did.
// Misconception: relu-after-sum
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu().matMul(V)
    h = h.add(branch.mul(alpha)).relu() as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
