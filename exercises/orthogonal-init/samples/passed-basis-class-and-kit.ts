// Right: a class that collects a basis (modified Gram-Schmidt, run twice), and the ready-made matrix of the kit for the random one.
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

class Basis {
  readonly n: number
  readonly vectors: Float64Array[] = []

  constructor(n: number) {
    this.n = n
  }

  /** Takes away from the vector what the basis already spans. */
  private clean(vector: Float64Array): void {
    for (const member of this.vectors) {
      let along = 0
      for (let j = 0; j < this.n; j++) along += vector[j]! * member[j]!
      for (let j = 0; j < this.n; j++) vector[j] = vector[j]! - along * member[j]!
    }
  }

  private scale(vector: Float64Array): void {
    let square = 0
    for (const value of vector) square += value * value
    const factor = 1 / Math.sqrt(square)
    for (let j = 0; j < this.n; j++) vector[j] = vector[j]! * factor
  }

  add(values: ArrayLike<number>): void {
    const vector = Float64Array.from(values)
    this.scale(vector)
    this.clean(vector)
    this.scale(vector)
    this.clean(vector)
    this.scale(vector)
    this.vectors.push(vector)
  }
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  const values = A.dataSync()
  const basis = new Basis(n)
  for (let i = 0; i < k; i++) basis.add(values.slice(i * n, (i + 1) * n))
  const flat = new Float32Array(k * n)
  basis.vectors.forEach((vector, i) => flat.set(vector, i * n))
  return tf.tensor2d(flat, [k, n])
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
