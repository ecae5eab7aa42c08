// Breaks "The result equals the formula": a loop that ends one block early where there is more than one.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  const run = (h: tf.Tensor2D, l: number): tf.Tensor2D => {
    const { W, V } = blocks[l]!
    return h.add(h.matMul(W).relu().matMul(V).mul(alpha)) as tf.Tensor2D
  }
  if (blocks.length === 0) return x
  let h = run(x, 0)
  for (let l = 1; l < blocks.length - 1; l++) h = run(h, l)
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
