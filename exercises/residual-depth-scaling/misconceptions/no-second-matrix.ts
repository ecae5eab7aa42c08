import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// h + α · relu(h W): without V the branch cannot be negative.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => {
    let h = x
    for (const { W } of blocks) {
      h = h.add(h.matMul(W).relu().mul(alpha))
    }
    return h === x ? x.clone() : h
  })
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
