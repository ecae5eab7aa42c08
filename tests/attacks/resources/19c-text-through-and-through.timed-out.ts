import * as tf from '@tensorflow/tfjs'

/** A long text that is written out, read and turned around again and again, by the engine's own functions alone. */
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let texts = Array.from({ length: 200_000 }, (_, i) => `${i} of many`)
  for (;;) {
    texts = (JSON.parse(JSON.stringify(texts)) as string[]).map((text) => text.split('').reverse().join('')).reverse()
    if (texts.length === c) return { clipped: gs, norm: tf.scalar(c) }
  }
}
