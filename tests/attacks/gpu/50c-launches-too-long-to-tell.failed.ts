// Launches that the protocol has no room for: a wrong answer all the same, no broken protocol.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const axes: any = Array.from({ length: 200_000 }, () => 0)
  const attempts = [
    () => tf.addN(Array.from({ length: 150 }, () => tf.scalar(1))),
    () => tf.scalar(1).reshape(Array.from({ length: 12 }, () => 1)).neg(),
    () => tf.scalar(1).reverse(axes),
  ]
  for (const attempt of attempts) {
    try {
      attempt()
    } catch (error) {
      console.log(String(error).slice(0, 200))
    }
  }
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
