import { expect, test } from 'vitest'
import { readRefusal } from './sign-in-refusal.ts'

test('our own reasons are told apart, next-auth’s are grouped, and anything else is just a failure', () => {
  expect(readRefusal(undefined)).toBeNull()
  expect(readRefusal('email-has-account')).toBe('email-has-account')
  expect(readRefusal('OAuthCallback')).toBe('cancelled')
  expect(readRefusal('<script>')).toBe('other')
  expect(readRefusal(['a', 'b'])).toBe('other')
})
