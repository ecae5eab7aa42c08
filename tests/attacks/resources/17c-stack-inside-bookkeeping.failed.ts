// The stack ends in each line of a scope's bookkeeping in turn: no scope may stay open, nor another be closed.
import * as tf from '@tensorflow/tfjs'

let attacked = false

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  if (!attacked) for (let width = 0; width < 24; width += 4) attack(gs, width)
  attacked = true
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}

function attack(gs: tf.Tensor[], width: number): void {
  const before = tf.memory().numTensors
  const padding = Array.from({ length: width }, () => 0)
  let tries = 0
  const dive = (..._frame: number[]): void => {
    try {
      dive(...padding)
    } catch (error) {
      if (tries++ > 40) return
    }
    try {
      tf.tidy(() => tf.tidy(() => [tf.scalar(1), tf.scalar(2)]))
    } catch (error) {
      return
    }
  }
  tf.tidy(() => {
    const outer = tf.scalar(1)
    tf.tidy(() => dive(...padding))
    if (outer.isDisposed) console.log('ESCAPED: a scope was closed from inside another')
  })
  const left = tf.memory().numTensors - before
  if (left !== 0) console.log('ESCAPED: a scope stayed open,', left, 'tensors are left')
}
