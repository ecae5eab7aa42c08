import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// relu(h + α · branch), as in the first residual networks: the skip passes a ReLU too.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => {
    let h = x
    for (const { W, V } of blocks) {
      h = h.add(h.matMul(W).relu().matMul(V).mul(alpha)).relu()
    }
    return h === x ? x.clone() : h
  })
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
