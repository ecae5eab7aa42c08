// Breaks "a gradient can be taken through it": reads W and V as numbers, so that only x has a gradient.
// Misconception: off-the-tape
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  const numbers = blocks.map(({ W, V }) => ({ W: W.arraySync(), V: V.arraySync() }))
  return numbers.reduce(
    (h, { W, V }) => h.add(h.matMul(tf.tensor2d(W)).relu().matMul(tf.tensor2d(V)).mul(alpha)) as tf.Tensor2D,
    x,
  )
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
