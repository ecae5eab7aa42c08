import { expect, test } from 'vitest'
import { digitsFor, formatLimit, formatMeasured, formatNumber } from './format-number.ts'

test('numbers are written as a learner reads them', () => {
  const written = [0, 1, 0.98712, 3.14e-5, -2.5e7, 12, 1234.567, 64000, 'NaN' as const, 'Infinity' as const].map(
    (value) => formatNumber(value),
  )
  expect(written).toEqual(['0', '1', '0.987', '3.1e-5', '-2.5e7', '12', '1235', '64000', 'NaN', '∞'])
})

test('a round mantissa keeps no zero', () => {
  expect(formatNumber(1e-9)).toBe('1e-9')
  expect(formatNumber(1e30)).toBe('1e30')
  expect(formatNumber(0.5)).toBe('0.5')
})

test('a value just outside its tolerance is not rounded into it', () => {
  const expected = { verb: 'near', value: 1, rel: 0.01 } as const
  expect(formatMeasured(0.98996, expected)).toBe('0.98996')
  expect(formatMeasured(0.9, expected)).toBe('0.9')
  expect(formatMeasured(1.000004, { verb: 'equal', value: 1 })).toBe('1.000004')
})

test('a tight tolerance brings the digits that show it', () => {
  const expected = { verb: 'near', value: Math.SQRT1_2, rel: 1e-4 } as const
  expect(formatNumber(expected.value, digitsFor(expected))).toBe('0.70711')
  expect(formatMeasured(0.70712, expected)).toBe('0.70712')
  expect(digitsFor({ verb: 'near', value: 1, rel: 0.01 })).toBe(3)
})

test('a value just inside a limit is not rounded out of it', () => {
  expect(formatMeasured(2.9996, { verb: 'at-most', limit: 2.9998 })).toBe('2.9996')
})

test('values that are not finite are named, whatever was expected', () => {
  expect(formatMeasured('NaN', { verb: 'near', value: 1, rel: 0.1 })).toBe('NaN')
  expect(formatMeasured('-Infinity', { verb: 'finite' })).toBe('−∞')
})

test('a limit is written as its author wrote it', () => {
  expect([0.999999, 0.02, 1e-6, 30, 2.5e-7, -0.5].map(formatLimit)).toEqual([
    '0.999999',
    '0.02',
    '1e-6',
    '30',
    '2.5e-7',
    '-0.5',
  ])
  expect(formatLimit(1 / 3)).toBe('0.3333')
})
