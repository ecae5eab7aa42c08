// Loading from outside.
import * as tf from '@tensorflow/tfjs'

// Out of a list: the compiler, which refuses these names by sight, does not see what it is.
const [all]: any[] = [tf]

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => all.io,
    () => all.loadLayersModel('https://example.com'),
    () => all.loadGraphModel('https://example.com'),
    () => all.util,
    () => all.browser,
    () => all.data?.csv,
    () => all.registerBackend('x', () => null),
  ]
  for (const one of tries) {
    try {
      const got = one()
      if (got && typeof got !== 'function') console.error('ESCAPED: ' + String(one))
    } catch (error) {
      console.log(String(error))
    }
  }
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
