// Breaks "a gradient can be taken through it": the branch is read out and put back as numbers, so that the values are right and the gradient sees the skip alone.
// Misconception: off-the-tape
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu().matMul(V)
    const values = tf.tensor2d(branch.dataSync(), branch.shape as [number, number])
    h = h.add(values.mul(alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
