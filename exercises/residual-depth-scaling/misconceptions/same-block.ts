import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// The first block's matrices are used in every block.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => {
    let h = x
    for (const _block of blocks) {
      const { W, V } = blocks[0] ?? _block
      h = h.add(h.matMul(W).relu().matMul(V).mul(alpha))
    }
    return h === x ? x.clone() : h
  })
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
