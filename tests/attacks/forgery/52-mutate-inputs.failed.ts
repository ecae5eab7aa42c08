// Inputs changed in place.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => ((gs as any)[0] = tf.scalar(0)),
    () => (gs as any).push(tf.scalar(0)),
    () => { const d = gs[0].dataSync() as Float32Array; d.fill(0); return Array.from(gs[0].dataSync()).every((v) => v === 0) && Array.from(gs[0].dataSync()).length > 1 && c < 0 },
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
