import { expect, test } from 'vitest'

import { otherNameOf } from './roster-name.ts'

test('the class’s name is shown where it is another than the person’s own', () => {
  expect(otherNameOf({ name: 'Ada', rosterName: 'Lovelace, Ada' })).toBe('Lovelace, Ada')
  expect(otherNameOf({ name: 'Ada', rosterName: 'Ada' })).toBeNull()
  expect(otherNameOf({ name: 'Ada', rosterName: null })).toBeNull()
})
