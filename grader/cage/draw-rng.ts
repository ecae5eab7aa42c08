/** Seeded draws of the cage itself: variants, the order of sections, `Math.random`. */
import type { DrawRng } from '../experiments/declare.ts'
import { mulberry32 } from '../kit/mulberry32.ts'

const SEED_RANGE = 0x7fffffff

/** mulberry32, seeded from both halves of an integer up to 2^53. */
export function uniforms(seed: number): () => number {
  return mulberry32(Math.imul(Math.floor(seed / 4294967296) ^ 0x9e3779b9, 0x85ebca6b) ^ (seed % 4294967296))
}

export function makeDrawRng(seed: number): DrawRng {
  const next = uniforms(seed)
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    seed: () => 1 + Math.floor(next() * (SEED_RANGE - 1)),
    uniform: (low, high) => low + next() * (high - low),
    integer,
    pick: (from) => {
      const picked = from[integer(0, from.length - 1)]
      if (picked === undefined) throw new RangeError('pick needs a list with at least one element')
      return picked
    },
  }
}

/** Fisher–Yates. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const next = uniforms(seed)
  const result = [...list]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a]
  }
  return result
}
