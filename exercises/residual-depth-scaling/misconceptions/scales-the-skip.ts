import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// (1 − α) h + α · branch: the skip loses a share in every block.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => {
    let h = x
    for (const { W, V } of blocks) {
      const branch = h.matMul(W).relu().matMul(V)
      h = h.mul(1 - alpha).add(branch.mul(alpha))
    }
    return h === x ? x.clone() : h
  })
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
