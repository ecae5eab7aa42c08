// The stack ends inside a facade call.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const dive = (): any => tf.tidy(() => tf.scalar(1).add(dive()))
  return dive()
}
