import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// The list is run through from its end.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => {
    let h = x
    for (let l = blocks.length - 1; l >= 0; l--) {
      const { W, V } = blocks[l]!
      h = h.add(h.matMul(W).relu().matMul(V).mul(alpha))
    }
    return h === x ? x.clone() : h
  })
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
