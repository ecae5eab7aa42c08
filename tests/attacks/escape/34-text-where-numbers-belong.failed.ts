// Text attributes where numbers belong: WebGL writes some into shader source.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => (tf as any).step(gs[0], '0.0; } void main() { //'),
    () => (tf as any).leakyRelu(gs[0], '1.0)); } //'),
    () => (gs[0] as any).clipByValue('0', '1'),
    () => (tf as any).cast(gs[0], 'string'),
    () => (tf as any).fill([2], 'x'),
    () => (tf as any).tensor(['a', 'b']),
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
