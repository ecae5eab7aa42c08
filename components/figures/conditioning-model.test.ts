import { describe, expect, it } from 'vitest'

import { conditionNumber, descend, largestStep, makeValley, stepsTo } from './conditioning-model.ts'
import type { Point } from './conditioning-model.ts'

const start: Point = [-1, 0.8]

describe('a valley of two features', () => {
  it.each([
    [0, 1],
    [0.5, 3],
    [-0.5, 3],
    [0.9, 19],
  ])('has κ = (1 + |r|)/(1 − |r|) when both are as wide: r = %s, κ = %s', (correlation, kappa) => {
    expect(conditionNumber(makeValley(1, correlation))).toBeCloseTo(kappa, 9)
  })

  it('is as narrow as the square of the ratio when they are not', () => {
    expect(conditionNumber(makeValley(100, 0))).toBeCloseTo(10_000, 6)
    expect(conditionNumber(makeValley(100, 0.5))).toBeCloseTo(13_334, 0)
    expect(makeValley(100, 0).angle).toBeCloseTo(Math.PI / 2, 12)
  })

  it('is descended as the gradient says, step by step', () => {
    const [ratio, correlation, share] = [3, 0.4, 0.8]
    const valley = makeValley(ratio, correlation)
    const eta = share * largestStep(valley)
    let [u, v] = start
    for (const [atU, atV] of descend(valley, { start, share, count: 12 })) {
      expect(atU).toBeCloseTo(u, 9)
      expect(atV).toBeCloseTo(v, 9)
      const slope = correlation * ratio
      ;[u, v] = [u - eta * (u + slope * v), v - eta * (slope * u + ratio * ratio * v)]
    }
  })

  it('counts the steps to a hundredth of the way, and none that is enough at the largest stable step', () => {
    const valley = makeValley(10, 0.5)
    const steps = stepsTo(valley, { start, share: 0.7, part: 0.01 })
    const distances = descend(valley, { start, share: 0.7, count: steps }).map(([u, v]) => Math.hypot(u, v))
    const goal = 0.01 * (distances[0] ?? NaN)
    expect(distances[steps]).toBeLessThanOrEqual(goal)
    expect(distances[steps - 1]).toBeGreaterThan(goal)
    expect(stepsTo(valley, { start, share: 1, part: 0.01 })).toBe(Infinity)
    expect(stepsTo(makeValley(1, 0), { start, share: 0.5, part: 0.01 })).toBe(1)
  })

  it('is crossed for ever at the largest stable step, and left beyond it', () => {
    const valley = makeValley(5, 0)
    const at = descend(valley, { start, share: 1, count: 2 })
    expect(at[1]?.[1]).toBeCloseTo(-start[1], 12)
    expect(at[2]?.[1]).toBeCloseTo(start[1], 12)
    const beyond = descend(valley, { start, share: 1.05, count: 40 }).at(-1)
    expect(Math.abs(beyond?.[1] ?? 0)).toBeGreaterThan(30)
  })
})
