import { describe, expect, it } from 'vitest'
import { powerOfTen, significant, stepText } from './number-format.ts'

describe('numbers for reading', () => {
  it('writes powers of ten in characters', () => {
    expect(powerOfTen(-12)).toBe('10⁻¹²')
    expect(powerOfTen(0)).toBe('1')
  })
  it('keeps small numbers small: never rounds them to zero', () => {
    expect(significant('en', 3.0517578e-5)).toBe('3.05\u00a0×\u00a010⁻⁵')
    expect(significant('en', 0)).toBe('0')
    expect(significant('en', 2.691588)).toBe('2.69')
    expect(significant('en', 2.7024)).toBe('2.70')
    expect(significant('en', -0.4)).toBe('−0.4')
  })
  it('keeps the decimals of the steps in which a value moves', () => {
    const texts = [stepText(0.6, 0.05), stepText(2, 0.1), stepText(12, 1), stepText(-0.5, 0.25)]
    expect(texts).toEqual(['0.60', '2.0', '12', '−0.50'])
  })
})
