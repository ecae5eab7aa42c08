import * as tf from '@tensorflow/tfjs'

// In float32 from beginning to end.
export function initStd(fanIn: number, negSlope: number): number {
  return tf.tidy(() => {
    const passes = tf.add(1, tf.square(tf.scalar(negSlope)))
    const std = tf.rsqrt(tf.mul(passes, fanIn / 2))
    return std.dataSync()[0] ?? NaN
  })
}
