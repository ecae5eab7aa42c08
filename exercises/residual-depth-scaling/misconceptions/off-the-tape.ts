import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// The branch leaves the tape as numbers and comes back as a constant: only the skip has a gradient.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h: tf.Tensor2D = x.clone()
  for (const { W, V } of blocks) {
    const branch = h.matMul(W).relu().matMul(V).mul(alpha).dataSync()
    h = h.add(tf.tensor2d(branch, [h.shape[0], h.shape[1]]))
  }
  return h
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
