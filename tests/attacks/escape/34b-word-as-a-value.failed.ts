// A permitted word stands where a value or a size belongs: no tensor of texts, no word in a shader.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const anything: any = tf
  const attempts = [
    () => anything.tensor(['float32']),
    () => anything.scalar('int32'),
    () => anything.fill([2], 'bool', 'float32'),
    () => anything.oneHot(tf.tensor1d([0], 'int32'), 2, 'float32'),
    () => anything.conv1d(tf.ones([4, 1]), tf.ones([2, 1, 1]), 'same', 'same'),
    () => anything.norm(gs[0], 2, 'fro'),
  ]
  attempts.forEach((attempt, i) => {
    let made: unknown
    try {
      made = attempt()
    } catch (error) {
      return
    }
    console.log('ESCAPED: attempt', i, 'made', made)
  })
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
