// Breaks "the Euclidean norm of everything that came in": adds the sums of squares in pairs and drops the last one of an odd number, so that only 1, 2, 4, 8, ... tensors are right.
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let sums = gs.map((g) => {
    let sum = 0
    for (const value of g.dataSync()) sum += value * value
    return sum
  })
  while (sums.length > 1) {
    const next: number[] = []
    for (let i = 0; i + 1 < sums.length; i += 2) next.push(sums[i]! + sums[i + 1]!)
    sums = next
  }
  return Math.sqrt(sums[0] ?? 0)
}

function times(g: tf.Tensor, factor: number): tf.Tensor {
  return tf.tensor(
    Float32Array.from(g.dataSync(), (value) => value * factor),
    g.shape,
  )
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const length = lengthOf(gs)
  const clipped = gs.map((g) => (length > c ? times(g, c / length) : g.clone()))
  return { clipped, norm: tf.scalar(length) }
}
