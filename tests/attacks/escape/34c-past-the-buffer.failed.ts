// Axes twice, fractions, negative counts and lists as flags: kernels would write or read past their buffers.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const wide = tf.ones([2, 1000])
  const lie = (value: unknown): any => value
  const attempts = {
    transpose: () => tf.transpose(wide, [0, 0]),
    sum: () => tf.sum(wide, [1, 1]),
    cumsum: () => tf.cumsum(wide, 0.5),
    tile: () => tf.tile(wide, [0.5, 1]),
    tileBackwards: () => tf.tile(wide, [-1, -1]),
    slice: () => tf.slice(wide, [0, -3], [2, 5]),
    sliceFraction: () => tf.slice(wide, [0, 0.5], [2, 2.5]),
    scatter: () => tf.tensorScatterUpdate(tf.zeros([4]), tf.tensor2d([[4000]], [1, 1], 'int32'), tf.tensor1d([7])),
    scatterBefore: () => tf.tensorScatterUpdate(tf.zeros([4]), tf.tensor2d([[-9]], [1, 1], 'int32'), tf.tensor1d([7])),
    gather: () => tf.gather(wide, tf.tensor1d([5000], 'int32'), 1),
    matMul: () => tf.matMul(wide, tf.ones([2, 3]), lie([])),
    matMulText: () => tf.matMul(wide, tf.ones([2, 3]), lie(0.5)),
    conv1d: () => tf.conv1d(tf.ones([3, 1]), tf.ones([5, 1, 1]), -1, 'valid'),
    reshape: () => tf.reshape(wide, [0.5, 4000]),
    argMax: () => tf.argMax(wide, lie([0, 0])),
  }
  for (const [name, attempt] of Object.entries(attempts)) {
    let made: unknown
    try {
      made = attempt()
    } catch (error) {
      continue
    }
    console.log('ESCAPED:', name, 'made', made)
  }
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
