// Loading from outside.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => (tf as any).io,
    () => (tf as any).loadLayersModel('https://example.com'),
    () => (tf as any).loadGraphModel('https://example.com'),
    () => (tf as any).util,
    () => (tf as any).browser,
    () => (tf as any).data?.csv,
    () => (tf as any).registerBackend('x', () => null),
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
