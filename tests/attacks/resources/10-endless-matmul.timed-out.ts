// Huge matrix products, one after another.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  let a = tf.ones([2048, 2048])
  for (;;) {
    const b = tf.tidy(() => a.matMul(a).mul(1e-4))
    b.dataSync()
    a.dispose()
    a = b
  }
}
