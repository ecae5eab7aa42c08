// Breaks "a gradient can be taken through it": each branch is the mean of itself and of a copy that is off the tape.
// Misconception: off-the-tape
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x.clone()
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu().matMul(V).mul(alpha) as tf.Tensor2D
    const copy = tf.tensor2d(branch.arraySync())
    h = h.add(branch.mul(0.5)).add(copy.mul(0.5)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
