import { expect, test } from 'vitest'
import { decideOutsideSignIn, mayDisconnect } from './outside-accounts.ts'

const ada = { email: 'ada@example.org', emailVerified: true }
const nobody = { linkedTo: null, connecting: null, emailHasAccount: false }

test('a connected account signs in its owner, whatever address the provider tells now', () => {
  const standing = { ...nobody, linkedTo: { userId: 'ada', deleted: false }, emailHasAccount: true }
  for (const email of ['ada@example.org', 'eve@example.org', null]) {
    expect(decideOutsideSignIn({ email, emailVerified: true }, standing)).toEqual({ kind: 'sign-in', userId: 'ada' })
  }
})

test('an unknown account with a free address becomes a new account, proved only where the provider vouches', () => {
  for (const emailVerified of [true, false]) {
    expect(decideOutsideSignIn({ ...ada, emailVerified }, nobody)).toEqual({
      kind: 'create',
      email: ada.email,
      emailVerified,
    })
  }
})

test('an address that has an account here connects nothing, proved or not: each side may be an impostor’s', () => {
  for (const emailVerified of [true, false]) {
    expect(decideOutsideSignIn({ ...ada, emailVerified }, { ...nobody, emailHasAccount: true })).toEqual({
      kind: 'refuse',
      reason: 'email-has-account',
    })
  }
})

test('who is signed in connects, whatever the address', () => {
  const standing = { ...nobody, connecting: 'ada', emailHasAccount: true }
  expect(decideOutsideSignIn({ email: null, emailVerified: false }, standing)).toEqual({ kind: 'link', userId: 'ada' })
  expect(decideOutsideSignIn(ada, { ...standing, linkedTo: { userId: 'ada', deleted: false } })).toMatchObject({
    kind: 'link',
  })
})

test('nobody connects what is connected to somebody else', () => {
  const standing = { linkedTo: { userId: 'eve', deleted: false }, connecting: 'ada', emailHasAccount: false }
  expect(decideOutsideSignIn(ada, standing)).toEqual({ kind: 'refuse', reason: 'linked-elsewhere' })
})

test('a deleted account opens to nobody, and without an address there is no new one', () => {
  const gone = { ...nobody, linkedTo: { userId: 'ada', deleted: true } }
  expect(decideOutsideSignIn(ada, gone)).toEqual({ kind: 'refuse', reason: 'account-gone' })
  expect(decideOutsideSignIn({ email: null, emailVerified: false }, nobody)).toEqual({
    kind: 'refuse',
    reason: 'no-email',
  })
})

test('the last way in cannot be disconnected', () => {
  expect(mayDisconnect({ hasPassword: false, connections: 1 })).toBe(false)
  expect(mayDisconnect({ hasPassword: false, connections: 2 })).toBe(true)
  expect(mayDisconnect({ hasPassword: true, connections: 1 })).toBe(true)
})
