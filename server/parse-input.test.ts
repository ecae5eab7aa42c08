import { expect, test } from 'vitest'
import { z } from 'zod'

import { instant, parseInput, properName } from './parse-input.ts'

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
