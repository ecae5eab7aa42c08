import { expect, test } from 'vitest'

import { parseNextPath } from './next-path.ts'

test('a path of this site is kept', () => {
  expect(parseNextPath('/classes/1?a=b#c')).toBe('/classes/1?a=b#c')
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/a\\b',
  '',
  undefined,
  ['/a'],
])('what could lead to another site goes to the course: %j', (next) => {
  expect(parseNextPath(next)).toBe('/course')
})
