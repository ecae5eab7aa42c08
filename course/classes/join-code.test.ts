import { expect, test } from 'vitest'
import { makeJoinCode, parseJoinCode } from './join-code.ts'

test('a code uses each letter equally often, whatever the bytes', () => {
  let next = 0
  const everyByte = (count: number) => Uint8Array.from({ length: count }, () => next++ % 256)
  const seen = new Map<string, number>()
  // 248 usable bytes in 256, ten a code.
  for (let codes = 0; codes < 24 * 31; codes += 1) {
    for (const letter of makeJoinCode(everyByte)) seen.set(letter, (seen.get(letter) ?? 0) + 1)
  }
  const counts = [...seen.values()]
  expect(counts).toHaveLength(31)
  expect(Math.max(...counts) / Math.min(...counts)).toBeLessThan(1.1)
})

test('a code is read as people type it', () => {
  const code = makeJoinCode((count) => new Uint8Array(count).fill(7))
  expect(parseJoinCode(` ${code.toLowerCase()} `)).toBe(code)
  expect(parseJoinCode(`${code.slice(0, 5)}-${code.slice(5)}`)).toBe(code)
})

test.each(['', 'ABC', 'ABCDEFGH2', 'ABCDEFGH234', 'ABCDEFGH0I', "' OR 1=1 --"])('%j cannot be a code', (typed) => {
  expect(parseJoinCode(typed)).toBeUndefined()
})
