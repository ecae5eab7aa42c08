import { describe, expect, it } from 'vitest'

import { branchShare, expectedGrowth, growth, makeTower } from './residual-model.ts'

const ends = (alpha: number, depth: number) =>
  Array.from({ length: 16 }, (_, seed) => {
    const tower = makeTower({ depth, width: 64, batch: 8, seed: seed + 1 })
    return growth(tower, alpha, depth)[depth] ?? 0
  })
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a residual tower', () => {
  it('grows by about one bit a block with α = 1', () => {
    const bits = mean(ends(1, 20).map((end) => Math.log2(end)))
    expect(bits).toBeGreaterThan(18.5)
    expect(bits).toBeLessThan(20.5)
  })

  it('grows by (1 + 1/L)^L with α = 1/√L', () => {
    expect(mean(ends(1 / Math.sqrt(50), 50))).toBeGreaterThan(2.3)
    expect(mean(ends(1 / Math.sqrt(50), 50))).toBeLessThan(3.1)
    expect(expectedGrowth(1 / Math.sqrt(10), 10)).toBeCloseTo(2.594, 3)
    expect(expectedGrowth(1 / Math.sqrt(20), 20)).toBeCloseTo(2.653, 3)
    expect(expectedGrowth(1 / Math.sqrt(50), 50)).toBeCloseTo(2.692, 3)
  })

  it('stays where it is with α = 0, and hardly moves with 1/L', () => {
    const tower = makeTower({ depth: 5, width: 16, batch: 2, seed: 1 })
    expect(growth(tower, 0, 5)).toEqual([1, 1, 1, 1, 1, 1])
    expect(branchShare(1 / 50, 50)).toBeCloseTo(0.02, 12)
    expect(expectedGrowth(1 / 50, 50)).toBeCloseTo(1.0202, 4)
  })

  it('does not depend on how many more blocks were drawn', () => {
    const short = makeTower({ depth: 3, width: 16, batch: 2, seed: 4 })
    const long = makeTower({ depth: 9, width: 16, batch: 2, seed: 4 })
    expect(growth(long, 0.7, 3)).toEqual(growth(short, 0.7, 3))
  })
})
