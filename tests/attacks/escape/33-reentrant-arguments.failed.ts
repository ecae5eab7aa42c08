// Getters and proxies that answer differently at a second reading.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => { let n = 0; const shape: any = [2, 2]; Object.defineProperty(shape, 0, { get: () => (n++ ? 2 ** 15 : 1) }); return tf.zeros(shape).size > 4 },
    () => { let n = 0; const shape = new Proxy([2, 2], { get: (t, k) => (k === '0' && n++ > 0 ? 2 ** 15 : Reflect.get(t, k)) }); return tf.zeros(shape as any).size > 4 },
    () => { const evil: any = { valueOf: () => 2 ** 15 }; return tf.zeros([evil, 2]).size > 4 },
  ]
  for (const one of tries) {
    try {
      const got = one()
      if (got) console.error('ESCAPED: ' + String(one))
    } catch (error) {
      console.log(String(error))
    }
  }
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
