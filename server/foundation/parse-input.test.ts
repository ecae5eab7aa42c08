import { expect, test } from 'vitest'
import { z } from 'zod'
import { instant, longText, properName, shortText } from '@/contracts/fields.ts'

import { parseInput } from './parse-input.ts'

test.each(['2026-11-22T12:00:00Z', '1970-01-01T00:00:00Z', '8999-12-31T23:59:59+08:00'])('%s is an instant', (text) => {
  expect(instant.safeParse(text).success).toBe(true)
})

test.each([
  // PostgreSQL would store the year 10000, which its driver hands back as no date.
  '9999-12-31T23:59:59-23:59',
  '9000-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-22T12:00:00',
  'tomorrow',
])('%s is none', (text) => {
  expect(instant.safeParse(text).success).toBe(false)
})

test('a name that cannot be seen is told apart from one that is missing or too long', () => {
  const person = z.object({ name: properName(10) })
  const codeOf = (name: unknown) => {
    try {
      return parseInput(person, { name })
    } catch (error) {
      return error
    }
  }
  expect(codeOf('  李雷 ')).toEqual({ name: '李雷' })
  expect(codeOf('\u200B')).toMatchObject({ code: 'improper-name', details: { field: 'name' } })
  for (const wrong of ['  ', 'x'.repeat(11), undefined]) {
    expect(codeOf(wrong)).toMatchObject({ code: 'invalid-input', details: { field: 'name' } })
  }
})

test.each([
  ['nothing to be seen', '\u200B\u2060'],
  ['blanks of other scripts', '\u2800\u3164'],
  ['marks of direction alone', '\u200F\u200E'],
  ['half a character', 'because \uD83D'],
  ['the other half', '\uDE00 because'],
  ['NUL', 'because\0'],
  ['an escape', 'because\u001B[31m'],
])('a text with %s is refused, in one line and in several', (_, text) => {
  for (const field of [shortText(100), longText(100)]) {
    expect(() => parseInput(z.object({ reason: field }), { reason: text })).toThrow(
      expect.objectContaining({ code: 'improper-text', details: { field: 'reason' } }),
    )
  }
})

test.each(['ill', '请病假', '👩\u200D👩\u200D👧', 'קורס\u200F a', '?'])('%j is a reason', (text) => {
  expect(parseInput(z.object({ reason: shortText(100) }), { reason: ` ${text} ` })).toEqual({ reason: text })
})

test('line breaks and tabs are what people type in a long text alone', () => {
  expect(parseInput(z.object({ text: longText(100) }), { text: 'one\r\n\ttwo\r' })).toEqual({ text: 'one\n\ttwo' })
  expect(() => parseInput(z.object({ text: shortText(100) }), { text: 'one\ntwo' })).toThrow('improper-text')
})
