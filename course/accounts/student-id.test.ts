import { expect, test } from 'vitest'

import { hasLostZeros, isDestroyedNumber, parseStudentId } from './student-id.ts'

test.each([
  ['0012345', '0012345'],
  ['  A-77 ', 'A-77'],
  ['\u00A020260001\u200B\u00A0', '20260001'],
  ['\u202A2026\u202C', '2026'],
  ['学号7', '学号7'],
])('%j is the number %s', (typed, studentId) => {
  expect(parseStudentId(typed)).toBe(studentId)
})

test.each(['', '  ', '\u200B', '\uD8001', '1\n2', '20\u200B26', '1\u202E2', '1'.repeat(41)])('%j is none', (typed) => {
  expect(parseStudentId(typed)).toBeNull()
})

test.each(['2.02E+09', '2,026E+7', '1e+10', '#######', '20260001.0', '20260001,00', '#N/A', '#REF!'])(
  '%s is what a spreadsheet left of a number',
  (text) => {
    expect(isDestroyedNumber(text)).toBe(true)
  },
)

test.each(['0012345', '12E4', 'E+5', '#5', 'A.0', '2026.5', '20.26.0', ''])(
  '%s may be a number of a school',
  (text) => {
    expect(isDestroyedNumber(text)).toBe(false)
  },
)

test('a number that is another one without its zeros has lost them', () => {
  expect(hasLostZeros('12345', '0012345')).toBe(true)
  for (const [text, known] of [
    ['0012345', '0012345'],
    ['12345', '12345'],
    ['012345', '0012345'],
    ['A7', '0A7'],
    ['', '000'],
    ['5', '0012345'],
  ] as const) {
    expect(hasLostZeros(text, known)).toBe(false)
  }
})
