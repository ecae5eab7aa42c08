// Promises rejected by the thousand, with long texts and with thrown Proxies: nobody listens.
import * as tf from '@tensorflow/tfjs'

const hostile: any = new Proxy(
  {},
  {
    get: () => {
      throw hostile
    },
  },
)

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  for (let i = 0; i < 500; i++) void Promise.reject(new Error(`${i}`.repeat(5_000)))
  for (let i = 0; i < 500; i++) void Promise.reject(hostile)
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
