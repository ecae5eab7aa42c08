import { describe, expect, it } from 'vitest'

import { imageOfSquare, pairMatrix, powers, rate, stretches } from './volume-model.ts'

const golden = (1 + Math.sqrt(5)) / 2

describe('a pair of shears', () => {
  it('is the cat map when both add with full strength, and stretches by φ² each time', () => {
    expect(pairMatrix('adding', 1)).toEqual({ a: 2, b: 1, c: 1, d: 1 })
    powers('adding', 1, 10).forEach((matrix, k) =>
      expect(stretches(matrix).most / golden ** (2 * k)).toBeCloseTo(1, 12),
    )
    expect(stretches(powers('adding', 1, 8)[8] ?? pairMatrix('adding', 1)).most).toBeCloseTo(2207, 3)
    expect(rate('adding', 1)).toBeCloseTo(0.9624, 4)
  })

  it('keeps the area of a square, however long it becomes', () => {
    for (const pair of ['adding', 'turning'] as const) {
      for (const matrix of powers(pair, 0.7, 12)) {
        const corners = imageOfSquare(matrix)
        const doubled = corners.reduce((sum, [x, y], i) => {
          const [nextX, nextY] = corners[(i + 1) % 4] ?? [NaN, NaN]
          return sum + x * nextY - y * nextX
        }, 0)
        expect(doubled / 2).toBeCloseTo(1, 6)
        expect(stretches(matrix).most * stretches(matrix).least).toBeCloseTo(1, 12)
      }
    }
  })

  it('stays bounded when the second shear takes away what the first adds', () => {
    expect(rate('turning', 1)).toBe(0)
    const all = powers('turning', 0.8, 200).map((matrix) => stretches(matrix).most)
    expect(Math.max(...all)).toBeLessThan(1.6)
    // At full strength six pairs are a whole turn.
    const sixth = powers('turning', 1, 6)[6]
    expect(sixth).toEqual({ a: 1, b: 0, c: 0, d: 1 })
  })
})
