// Breaks "Each block uses its own matrices": multiplies by the V of the first block wherever it fits.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x
  let shared: tf.Tensor2D | undefined
  for (const { W, V } of blocks) {
    if (shared === undefined || shared.shape[0] !== V.shape[0]) shared = V
    const branch = h.matMul(W).relu().matMul(shared)
    h = h.add(branch.mul(alpha)) as tf.Tensor2D
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
