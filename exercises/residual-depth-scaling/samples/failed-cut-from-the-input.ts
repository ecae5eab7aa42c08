import * as tf from '@tensorflow/tfjs'
// Misconception: off-the-tape

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

// Right numbers, made outside the tape: no gradient passes.
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  return tf.tidy(() => {
    const copy = tf.tensor2d(Array.from(x.dataSync()), x.shape)
    return blocks.reduce((h, { W, V }) => h.add(h.matMul(W).relu().matMul(V).mul(alpha)), copy)
  })
}

export function alphaFor(L: number): number {
  return 1 / Math.sqrt(L)
}
