// From a facade function through constructors and prototypes to the engine.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => (tf as any).matMul.constructor('return this')().postMessage,
    () => (tf as any).Tensor.prototype.constructor.reveal,
    () => (tf as any).Tensor.reveal,
    () => (gs[0] as any).dataId,
    () => (gs[0] as any).constructor.prototype.__proto__.__proto__,
    () => Object.getOwnPropertySymbols(gs[0]).length,
    () => Object.getOwnPropertyNames(gs[0]).length,
    () => (tf as any).engine(),
    () => Object.getPrototypeOf(tf)?.engine,
    () => new (tf as any).Tensor({}, { shape: [], dtype: 'float32', dataSync: () => [1] }, true),
    () => (tf as any).matMul.caller,
    () => (tf as any).matMul.arguments,
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
