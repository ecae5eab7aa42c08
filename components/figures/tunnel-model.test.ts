import { describe, expect, it, test } from 'vitest'

import { fateOf, gradientsAlong, lastHeld, safeFactors } from './tunnel-model.ts'

describe('a gradient in a row of amplifiers', () => {
  it('is α to the power of what it has passed', () => {
    const values = gradientsAlong(0.9, 50)
    expect(values).toHaveLength(51)
    expect(values[50]).toBe(1)
    expect(values[0]).toBeCloseTo(0.00515378, 7)
    expect(values[49]).toBeCloseTo(0.9, 6)
    expect(gradientsAlong(1.1, 30)[0]).toBeCloseTo(17.4494, 3)
  })

  it('ends where float32 does', () => {
    expect(gradientsAlong(0.25, 74)[0]).toBe(2 ** -148)
    expect(gradientsAlong(0.25, 75)[0]).toBe(0)
    expect(gradientsAlong(2, 127)[0]).toBe(2 ** 127)
    expect(gradientsAlong(2, 128)[0]).toBe(Infinity)
    expect(gradientsAlong(1.1, 930)[0]).toBeLessThan(Infinity)
    expect(gradientsAlong(1.1, 931)[0]).toBe(Infinity)
  })

  it('stays at the smallest number where rounding up lifts it again', () => {
    expect(gradientsAlong(0.51, 160)[0]).toBe(2 ** -149)
    expect(fateOf(0.51, 160)).toBe('coarse')
  })
})

test('the last number that float32 holds, on the way to the input', () => {
  expect(lastHeld(gradientsAlong(0.25, 100))).toEqual({ x: 26, value: 2 ** -148 })
  expect(lastHeld(gradientsAlong(2, 160))).toEqual({ x: 33, value: 2 ** 127 })
  expect(lastHeld(gradientsAlong(0.9, 160))).toBeUndefined()
})

test('what has become of it', () => {
  expect(fateOf(0.25, 75)).toBe('zero')
  expect(fateOf(2, 128)).toBe('infinite')
  expect(fateOf(0.9, 50)).toBe('fades')
  expect(fateOf(1.1, 49)).toBe('grows')
  expect(fateOf(1, 160)).toBe('arrives')
})

test('the safe factors for thirty amplifiers lie four per cent from 1', () => {
  const [low, high] = safeFactors(30)
  expect(low).toBeCloseTo(0.964, 3)
  expect(high).toBeCloseTo(1.0373, 4)
  expect(fateOf(high * 0.999, 30)).toBe('arrives')
  expect(fateOf(high * 1.001, 30)).toBe('grows')
  expect(fateOf(low * 0.999, 30)).toBe('fades')
})
