import { expect, test } from 'vitest'

import { shortenAcceptLanguage } from './accepted-languages.ts'

test('what browsers send stays as it is', () => {
  for (const header of ['zh-CN,zh;q=0.9,en;q=0.8', 'en', '*', 'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', '']) {
    expect(shortenAcceptLanguage(header)).toBe(header)
  }
})

test('of thousands of languages the first few are looked at, and of endless ones none', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `x${index}`).join(',')
  expect(shortenAcceptLanguage(many)).toBe('x0,x1,x2,x3,x4,x5,x6,x7')
  expect(shortenAcceptLanguage(`${'a-'.repeat(4000)}b,zh`)).toBe('zh')
})
