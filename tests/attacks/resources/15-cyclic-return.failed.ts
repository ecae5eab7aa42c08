// A cyclic return.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const a: any = { clipped: [] }
  a.norm = a
  a.clipped.push(a)
  return a
}
