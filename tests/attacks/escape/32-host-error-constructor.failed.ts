// An error of the host, then its constructor.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => { try { tf.matMul(gs[0] as any, 1 as any) } catch (error: any) { return error.constructor.constructor('return this')().postMessage } },
    () => { try { tf.tidy((() => { throw 1 }) as any) } catch (error: any) { return error.constructor.constructor('return this')().postMessage } },
    () => { try { (tf as any).zeros([2], 'no') } catch (error: any) { return error.stack?.includes('blob:') } },
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
