import { expect, test } from 'vitest'
import { refuseSource, sourceLimitBytes } from './submission.ts'

test.each([
  ['', 'empty'],
  [' \n\t', 'empty'],
  ['a\0b', 'unstorable'],
  ['x'.repeat(sourceLimitBytes), null],
  ['x'.repeat(sourceLimitBytes + 1), 'too-large'],
  // Bytes count, not characters.
  ['界'.repeat(sourceLimitBytes / 3), null],
  ['界'.repeat(sourceLimitBytes / 3 + 1), 'too-large'],
])('source %#', (source, refusal) => {
  expect(refuseSource(source)).toBe(refusal)
})
