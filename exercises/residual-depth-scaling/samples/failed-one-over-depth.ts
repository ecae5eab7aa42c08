// Breaks "The branches' share L alpha^2 lies between 1/2 and 2": takes 1/L, so that the branches of a deep network add next to nothing.
// Misconception: inverse-depth
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu().matMul(V)
    h = h.add(branch.mul(alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / L
}
