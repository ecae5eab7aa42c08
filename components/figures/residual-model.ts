import { multiply, squaredNorm } from './dense.ts'
import { makeGaussianSource } from './random.ts'

/** A tower of residual blocks h + α · relu(h W) V, with n·Var W = 2 and n·Var V = 1: its branch keeps E‖h‖². */
export interface ResidualTower {
  width: number
  /** [batch, width] */
  input: Float32Array
  /** One pair per block, elements of variance 1. */
  blocks: { w: Float32Array; v: Float32Array }[]
}

/** Draws a tower: the same one for the same seed. */
export function makeTower(size: { depth: number; width: number; batch: number; seed: number }): ResidualTower {
  const { depth, width, batch, seed } = size
  const gaussians = makeGaussianSource(seed)
  const input = gaussians(batch * width)
  const blocks = Array.from({ length: depth }, () => ({ w: gaussians(width * width), v: gaussians(width * width) }))
  return { width, input, blocks }
}

/**
 * ‖h_l‖²/‖h_0‖² after l = 0 … depth blocks, really run.
 * @param alpha factor of every branch
 */
export function growth(tower: ResidualTower, alpha: number, depth: number): number[] {
  const { width, input, blocks } = tower
  const start = squaredNorm(input)
  const h = Float32Array.from(input)
  const hidden = new Float32Array(h.length)
  const branch = new Float32Array(h.length)
  const result = [1]
  for (const { w, v } of blocks.slice(0, depth)) {
    multiply(h, w, Math.sqrt(2 / width), width, hidden)
    for (let i = 0; i < hidden.length; i++) hidden[i] = Math.max(0, hidden[i] ?? 0)
    multiply(hidden, v, alpha / Math.sqrt(width), width, branch)
    for (let i = 0; i < h.length; i++) h[i] = (h[i] ?? 0) + (branch[i] ?? 0)
    result.push(squaredNorm(h) / start)
  }
  return result
}

/** E‖h_L‖²/‖h_0‖² = (1 + α²)^L: the branch is uncorrelated with its input and as long as it. */
export function expectedGrowth(alpha: number, depth: number): number {
  return (1 + alpha ** 2) ** depth
}

/** Σα² over the blocks: how much the branches add, in units of the input. */
export function branchShare(alpha: number, depth: number): number {
  return alpha ** 2 * depth
}
