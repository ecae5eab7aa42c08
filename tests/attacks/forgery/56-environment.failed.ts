// Settings and backends.
import * as tf from '@tensorflow/tfjs'

// Out of a list: the compiler, which refuses these names by sight, does not see what it is.
const [all]: any[] = [tf]

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => all.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false),
    () => all.setBackend('cpu'),
    () => all.removeBackend('webgl'),
    () => all.enableDebugMode(),
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
