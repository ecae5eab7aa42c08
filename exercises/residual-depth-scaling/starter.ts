import * as tf from '@tensorflow/tfjs'

/** One residual branch: W [width, inner], V [inner, width]. */
interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

/**
 * A stack of residual blocks, h ← h + α · relu(h W) V, one after another.
 * @param x [batch, width]
 * @param alpha α, the same for every block
 * @returns [batch, width]
 */
export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  // TODO: each block adds its own scaled branch to what the block before left.
  return x.mul(0)
}

/** α for a network of L blocks, such that what the branches add together depends little on L. */
export function alphaFor(L: number): number {
  // TODO
  return 1
}
