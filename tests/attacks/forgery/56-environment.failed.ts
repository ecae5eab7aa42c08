// Settings and backends.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => (tf as any).env().set('WEBGL_RENDER_FLOAT32_ENABLED', false),
    () => (tf as any).setBackend('cpu'),
    () => (tf as any).removeBackend('webgl'),
    () => (tf as any).enableDebugMode(),
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
