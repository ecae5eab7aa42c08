// Iterators, species and index getters of foreign lists: none is asked on the way to tfjs.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const called: string[] = []
  const list: any = [tf.scalar(1), tf.scalar(2)]
  Object.defineProperty(list, Symbol.iterator, { value: () => (called.push('iterator'), [][Symbol.iterator]()) })
  Object.defineProperty(list, 'constructor', { get: () => (called.push('species'), Array) })
  Object.defineProperty(list, 'length', { value: 2 })
  for (const use of [() => tf.addN(list), () => tf.concat1d(list), () => tf.grads((a, b) => a.mul(b))(list), () => tf.dispose(list)]) {
    try {
      use()
    } catch (error) {
      console.log(String(error))
    }
  }
  if (called.length > 0) console.log('ESCAPED: tfjs or the cage called', called.join(' '))
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
