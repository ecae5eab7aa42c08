import { expect, test } from 'vitest'
import { singularValues } from '../../grader/experiments/singular-values.ts'
import { boundDepth, gaussianBounds, largestStretch, orthogonalBounds, withGain } from './bound-model.ts'

test('power iteration finds the largest singular value', () => {
  const rows = [
    [0.9, 10, 0],
    [0, 0.9, 1],
    [2, 0, -1],
  ]
  expect(largestStretch(Float32Array.from(rows.flat()), 1, 3)).toBeCloseTo(singularValues(rows)[0] ?? NaN, 4)
})

test('no gradient is above its bound, and each begins at 1', () => {
  for (const seed of [1, 2, 3]) {
    const { actual, bound } = gaussianBounds(seed)
    expect(actual).toHaveLength(boundDepth)
    expect(actual.at(-1)).toBe(1)
    expect(bound.at(-1)).toBe(1)
    actual.forEach((one, l) => expect(one).toBeLessThanOrEqual((bound[l] ?? NaN) * 1.0001))
  }
})

test('over fifty Gaussian layers the bound reaches 10¹³ to 10¹⁵, and the gradient stays near 1', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { actual, bound } = gaussianBounds(seed)
    expect(Math.log10(bound[0] ?? NaN)).toBeGreaterThan(13)
    expect(Math.log10(bound[0] ?? NaN)).toBeLessThan(15)
    // ln of the gradient scatters by √(49/(2 · 64)) = 0.6.
    expect(Math.abs(Math.log(actual[0] ?? NaN))).toBeLessThan(3)
  }
})

test('a gain multiplies each step, and orthogonal layers meet their bound', () => {
  const { actual } = gaussianBounds(1)
  expect((withGain(actual, 0.5)[0] ?? NaN) / ((actual[0] ?? NaN) * 0.5 ** (boundDepth - 1))).toBeCloseTo(1, 10)
  const { actual: level, bound } = orthogonalBounds()
  expect(level).toEqual(bound)
})
