import { expect, test } from 'vitest'
import { spaceLatin } from './space-latin.ts'

test.each([
  ['损失随fan-in的变化', '损失随 fan-in 的变化'],
  ['损失随深度的变化', '损失随深度的变化'],
  ['在δ 的范数', '在 δ 的范数'],
  ['loss over depth', 'loss over depth'],
])('%s', (text, spaced) => {
  expect(spaceLatin(text)).toBe(spaced)
})
