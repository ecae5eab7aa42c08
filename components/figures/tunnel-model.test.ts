import { expect, test } from 'vitest'
import { brightness, gentleGains, tunnelLengths } from './tunnel-model.ts'

test('after every amplifier the gradient is α times as long', () => {
  const lengths = tunnelLengths(0.9, 50)
  expect(lengths).toHaveLength(51)
  expect(lengths.at(-1)).toBe(1)
  expect(lengths[0]).toBeCloseTo(0.9 ** 50, 7)
  expect((lengths[20] ?? NaN) / (lengths[21] ?? NaN)).toBeCloseTo(0.9, 6)
})

test('float32 ends: 0.3 is gone after 87 amplifiers, 3 is infinite after 81', () => {
  expect(tunnelLengths(0.3, 85)[0]).toBeGreaterThan(0)
  expect(tunnelLengths(0.3, 90)[0]).toBe(0)
  expect(tunnelLengths(3, 80)[0]).toBeLessThan(Infinity)
  expect(tunnelLengths(3, 81)[0]).toBe(Infinity)
})

test('the gentle gains lie around 1, and closer for more amplifiers', () => {
  const [low, high] = gentleGains(30)
  expect(low ** 30).toBeCloseTo(0.1, 12)
  expect(high ** 30).toBeCloseTo(10, 10)
  expect(gentleGains(100)[1]).toBeLessThan(high)
})

test('an amplifier is dark only where nothing is left', () => {
  expect(brightness(0)).toBe(0)
  expect(brightness(NaN)).toBe(0)
  expect(brightness(1e-30)).toBe(0.04)
  expect(brightness(1e-4)).toBe(0.5)
  expect(brightness(1e9)).toBe(1)
})
