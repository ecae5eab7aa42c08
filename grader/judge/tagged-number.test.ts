import { expect, test } from 'vitest'
import { isNumberLike, tagNumber, untagNumber } from './tagged-number.ts'

test.each([0, -0, 1.5, -1e308, 5e-324, NaN, Infinity, -Infinity])('%d comes back from JSON as it was', (value) => {
  const sent: unknown = JSON.parse(JSON.stringify(tagNumber(value)))
  if (!isNumberLike(sent)) throw new Error('a tagged number is a number')
  // JSON writes −0 as 0; nothing that is judged tells them apart.
  expect(untagNumber(sent)).toBe(Object.is(value, -0) ? 0 : value)
})

test('a text that is no name of a number stays a text', () => {
  for (const text of ['', '1', 'nan', 'Infinity ', null, undefined]) expect(isNumberLike(text)).toBe(false)
})
