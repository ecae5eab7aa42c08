import { describe, expect, it } from 'vitest'

import { arrivals, finalLoss, logGrid, lossAt, lowerEdge, path, root } from './clip-window-model.ts'

const setting = { start: 1.3, steps: 200 }

function ranges(of: typeof setting): Array<[number, number]> {
  const grid = logGrid(0.01, 1000, 280)
  const losses = grid.map((c) => finalLoss(c, of))
  return arrivals(grid, losses, of)
}

describe('clipped descent from a cliff', () => {
  it('ends where the lesson says', () => {
    expect(finalLoss(0.1, setting)).toBeCloseTo(19.39, 2)
    expect(finalLoss(1, setting)).toBeLessThan(1e-20)
    expect(finalLoss(100, setting)).toBeCloseTo(0.125, 6)
    expect(finalLoss(316, setting)).toBeCloseTo(17_964.5, 1)
    expect(path(Infinity, setting)[1]).toBeCloseTo(-5540.8, 1)
  })

  it('arrives between 0.165 and 57.7, and again where the first step lands at the negative root', () => {
    const [window, island] = ranges(setting)
    expect(window?.[0]).toBeCloseTo(0.165, 2)
    expect(window?.[0]).toBeCloseTo(lowerEdge(setting), 2)
    expect(window?.[1]).toBeCloseTo(57.74, 1)
    expect(island?.[0]).toBeCloseTo(202.3, 0)
    expect(island?.[1]).toBeCloseTo(232.1, 0)
    expect(path(220, setting)[1]).toBeCloseTo(-0.9, 10)
    expect(path(220, setting).at(-1)).toBeCloseTo(-root, 6)
  })

  it('has a gap for a start that is farther out', () => {
    const [first, second] = ranges({ start: 1.5, steps: 200 })
    expect(first?.[1]).toBeCloseTo(38.88, 1)
    expect(second?.[0]).toBeCloseTo(47.93, 1)
    expect(lossAt(path(43, { start: 1.5, steps: 200 }).at(-1) ?? 0)).toBeGreaterThan(0.1)
  })
})
