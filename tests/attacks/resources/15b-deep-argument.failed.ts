// An argument nested fifty thousand deep.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  let a: any = [1]
  for (let i = 0; i < 50_000; i++) a = [a]
  return { clipped: gs, norm: tf.tensor(a) }
}
