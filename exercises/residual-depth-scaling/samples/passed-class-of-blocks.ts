// Right: a class for one block with branch and step apart, the ReLU as a product of z with its step of zeros and ones.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

class ResidualBlock {
  readonly W: tf.Tensor2D
  readonly V: tf.Tensor2D
  readonly alpha: number

  constructor(block: Block, alpha: number) {
    this.W = block.W
    this.V = block.V
    this.alpha = alpha
  }

  branch(h: tf.Tensor2D): tf.Tensor2D {
    const z = h.matMul(this.W)
    return z.mul(z.step()).matMul(this.V as tf.Tensor) as tf.Tensor2D
  }

  apply(h: tf.Tensor2D): tf.Tensor2D {
    return h.add(this.branch(h).mul(this.alpha)) as tf.Tensor2D
  }
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  let h = x.clone()
  for (const block of blocks) h = new ResidualBlock(block, alpha).apply(h)
  return h
}

export function alphaFor(L: number): number {
  return Math.exp(-0.5 * Math.log(L))
}
