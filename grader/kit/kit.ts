/**
 * The kit: what learners and experiments measure gradients with. It runs in any project beside '@tensorflow/tfjs'; in
 * the cage it holds no more than the learner's own module.
 *
 * Conventions: row-vector batches h_l = φ(h_{l−1} W_l + b_l) with W_l [fanIn, fanOut]; z_l is the
 * pre-activation; δ_l = ∂L/∂z_l [batch, fanOut].
 */
import * as tf from '@tensorflow/tfjs'
import { mulberry32 } from './mulberry32.ts'

/** Uniform numbers on [0, 1): mulberry32. Source: T. Ettinger, public domain. */
export function uniforms(seed: number): () => number {
  return mulberry32(seed)
}

/** Standard normal numbers: Box–Muller over mulberry32, both values of each pair used. */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed)
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

/**
 * A tensor of independent N(0, 1) numbers, the same on every backend for the same seed.
 * (`tf.randomNormal` with seed 0 is silently unseeded; this one takes any integer.)
 */
export function gauss(shape: [number], seed: number): tf.Tensor1D
export function gauss(shape: [number, number], seed: number): tf.Tensor2D
export function gauss(shape: [number, number, number], seed: number): tf.Tensor3D
export function gauss(shape: number[], seed: number): tf.Tensor
export function gauss(shape: number[], seed: number): tf.Tensor {
  const next = normals(seed)
  const size = shape.reduce((product, dimension) => product * dimension, 1)
  const values = new Float32Array(size)
  for (let i = 0; i < size; i++) values[i] = next()
  return tf.tensor(values, shape)
}

/**
 * A tensor of standard normal numbers that are drawn again until |z| ≤ 2: what the initialisers `heNormal`,
 * `glorotNormal` and `leCunNormal` of tfjs scale, and do not correct. Its variance is 0.7737, its standard deviation
 * 0.8796 (tfjs#8594). The same on every backend for the same seed, which may be any integer.
 */
export function truncatedNormal(shape: [number], seed: number): tf.Tensor1D
export function truncatedNormal(shape: [number, number], seed: number): tf.Tensor2D
export function truncatedNormal(shape: number[], seed: number): tf.Tensor
export function truncatedNormal(shape: number[], seed: number): tf.Tensor {
  const next = normals(seed)
  const size = shape.reduce((product, dimension) => product * dimension, 1)
  const values = new Float32Array(size)
  for (let i = 0; i < size; i++) {
    let value = next()
    while (Math.abs(value) > 2) value = next()
    values[i] = value
  }
  return tf.tensor(values, shape)
}

/**
 * A random n×n orthogonal matrix by twice-run modified Gram–Schmidt in JavaScript, signs fixed so that the
 * law is Haar's. ‖QᵀQ − I‖_F is about 1e-6 for n = 64. (`tf.linalg.qr` takes seconds on WebGL.)
 */
export function orthogonal(n: number, seed: number): tf.Tensor2D {
  const next = normals(seed)
  const rows = Array.from({ length: n }, () => Float64Array.from({ length: n }, () => next()))
  rows.forEach((row, i) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of rows.slice(0, i)) {
        let projection = 0
        for (let k = 0; k < n; k++) projection += (row[k] ?? 0) * (earlier[k] ?? 0)
        for (let k = 0; k < n; k++) row[k] = (row[k] ?? 0) - projection * (earlier[k] ?? 0)
      }
    }
    let square = 0
    for (let k = 0; k < n; k++) square += (row[k] ?? 0) ** 2
    const norm = Math.sqrt(square)
    for (let k = 0; k < n; k++) row[k] = (row[k] ?? 0) / norm
  })
  const values = new Float32Array(n * n)
  rows.forEach((row, i) => values.set(row, i * n))
  return tf.tensor2d(values, [n, n])
}

/** Euclidean norm over all elements of all tensors, in float64; safe for values up to 1e38 and down to 1e-38. */
export function globalNorm(tensors: readonly tf.Tensor[]): number {
  let largest = 0
  const all = tensors.map((one) => one.dataSync())
  for (const values of all) for (const value of values) largest = Math.max(largest, Math.abs(value))
  if (!(largest > 0) || !Number.isFinite(largest)) return largest
  let sum = 0
  for (const values of all) for (const value of values) sum += (value / largest) ** 2
  return largest * Math.sqrt(sum)
}

/**
 * δ_l of a network that adds a zero "probe" e_l to each pre-activation: ∂L/∂e_l = ∂L/∂z_l.
 * @param shapes shape of each z_l, input side first
 * @param loss builds the network with the probes added and returns the scalar loss
 * @returns one tensor per layer, in units of loss per unit pre-activation. Caller disposes them.
 */
export function probeDeltas(shapes: number[][], loss: (probes: tf.Tensor[]) => tf.Scalar): tf.Tensor[] {
  const probes = shapes.map((shape) => tf.zeros(shape))
  const deltas = tf.grads((...es: tf.Tensor[]) => loss(es))(probes)
  tf.dispose(probes)
  return deltas
}
