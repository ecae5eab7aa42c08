import type { DeepNetwork } from './deep-network-model.ts'
import { dot } from './dense.ts'

/**
 * The rows of a matrix made perpendicular, each √width long, so that elements keep variance 1: Gram–Schmidt in
 * float64, which has digits to spare for float32. A matrix of normal draws becomes a random orthogonal one, times √width.
 * @param matrix [width, width] with independent rows
 */
export function straighten(matrix: Float32Array, width: number): Float32Array {
  const rows = Float64Array.from(matrix)
  for (let i = 0; i < width; i++) {
    const row = rows.subarray(i * width, (i + 1) * width)
    for (let j = 0; j < i; j++) takeAway(row, rows.subarray(j * width, (j + 1) * width))
    const length = Math.sqrt(dot(row, row))
    for (let k = 0; k < width; k++) row[k] = (row[k] ?? 0) / length
  }
  return Float32Array.from(rows, (value) => value * Math.sqrt(width))
}

/** @param direction of length 1 */
function takeAway(row: Float64Array, direction: Float64Array): void {
  const along = dot(row, direction)
  for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) - along * (direction[k] ?? 0)
}

/**
 * Straightens a network's matrices one by one, each some milliseconds of work, so that a page that scrolls meanwhile is not
 * held up.
 * @returns how to call it off
 */
export function straightenNetwork(network: DeepNetwork, onDone: (straight: DeepNetwork) => void): () => void {
  const weights: Float32Array[] = []
  let timer = setTimeout(work)
  function work(): void {
    const matrix = network.weights[weights.length]
    if (matrix === undefined) return onDone({ ...network, weights })
    weights.push(straighten(matrix, network.width))
    timer = setTimeout(work)
  }
  return () => clearTimeout(timer)
}
