// Right: keeps x and all scaled branches in a list and adds the list up anew for each block.
import * as tf from '@tensorflow/tfjs'

interface Block {
  W: tf.Tensor2D
  V: tf.Tensor2D
}

export function forward(x: tf.Tensor2D, blocks: Block[], alpha: number): tf.Tensor2D {
  const parts: tf.Tensor2D[] = [x]
  const sumUp = (): tf.Tensor2D => (parts.length === 1 ? x : (tf.addN(parts) as tf.Tensor2D))
  blocks.forEach(({ W, V }) => {
    const inner = sumUp().matMul(W).relu() as tf.Tensor2D
    parts.push(inner.mul(alpha).matMul(V as tf.Tensor) as tf.Tensor2D)
  })
  return sumUp()
}

export function alphaFor(L: number): number {
  return Math.pow(L, -1 / 2)
}
