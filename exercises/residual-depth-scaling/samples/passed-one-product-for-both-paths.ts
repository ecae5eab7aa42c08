// Right: skip and branch in one product, [h | relu(hW)] times the identity over alpha V.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  const identity = tf.eye(x.shape[1])
  let h = x
  for (let l = 0; l < blocks.length; l++) {
    const { W, V } = blocks[l]!
    const both = tf.concat([h, tf.relu(tf.matMul(h, W))], 1) as tf.Tensor2D
    const mix = tf.concat([identity, V.mul(alpha) as tf.Tensor2D], 0) as tf.Tensor2D
    h = tf.matMul(both, mix)
  }
  return h
}

export function alphaFor(L: number): number {
  return Math.sqrt(1.2 / L)
}
