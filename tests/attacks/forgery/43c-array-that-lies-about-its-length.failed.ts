// A proxied array gives another length at each reading, so that what is checked is not what is copied.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const lengths = [0, NaN, -1, gs.length]
  let reading = 0
  const clipped = new Proxy(gs.map((g) => g.clone()), {
    getOwnPropertyDescriptor: (list, key) =>
      key === 'length'
        ? { value: lengths[Math.min(reading++, 3)], writable: true, enumerable: false, configurable: false }
        : Reflect.getOwnPropertyDescriptor(list, key),
  })
  return { clipped, norm: tf.scalar(-1) }
}
