// Breaks "with V = 0 the output is x": divides skip and branch by the root of 1 + alpha^2 so that the variance stays.
// Misconception: scales-the-skip
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu().matMul(V)
    h = h.add(branch.mul(alpha)).div(Math.sqrt(1 + alpha * alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
