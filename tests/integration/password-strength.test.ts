import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { changePassword, resetPassword } from '../../server/sign-in/account-passwords.ts'
import { signUp } from '../../server/accounts/accounts.ts'
import { signIn } from '../../server/sign-in/auth.ts'
import { readBreachedPasswords } from '../../server/sign-in/breached-passwords.ts'
import { findActor } from '../../server/sign-in/sessions.ts'
import { issueToken } from '../../store/sign-in/one-time-tokens.ts'
import { findUserByEmail } from '../../store/accounts/users.ts'
import { useContext, context } from './database.ts'

const { database } = useContext()
const password = 'correct horse battery'
const breached = 'qwerty123456'

test('the list holds more breached passwords of the length that is asked for than ASVS demands', async () => {
  const list = await readBreachedPasswords()
  expect(list.size).toBeGreaterThan(40_000)
  expect(list.has(breached)).toBe(true)
  expect([...list].filter((one) => one.length < 12)).toEqual([])
})

test.each([
  [breached, 'common-password'],
  ['Ada-Lovelace-1', 'guessable-password'],
])('%s is refused at sign-up, by a change and by a reset, which stays good', async (weak, code) => {
  const email = `${randomUUID()}@example.org`
  const account = { email, displayName: 'Ada Lovelace', locale: 'en', address: 'direct' } as const
  await expect(signUp(context(), { ...account, password: weak })).rejects.toMatchObject({ code })
  await signUp(context(), { ...account, password })
  const { sid } = (await trySignIn(email, password)) ?? { sid: '' }
  const actor = await findActor(context(), sid, new Date())
  if (actor === null) throw new Error('the session should be live')
  await expect(
    changePassword(context(), actor, { oldPassword: password, newPassword: weak }, sid),
  ).rejects.toMatchObject({ code })
  const now = new Date()
  const expiresAt = new Date(now.getTime() + 60_000)
  const token = await issueToken(database, { purpose: 'reset-password', userId: actor.userId, now, expiresAt })
  await expect(resetPassword(context(), { token, password: weak })).rejects.toMatchObject({ code })
  expect(await trySignIn(email, password)).not.toBeNull()
  await resetPassword(context(), { token, password: 'a better one, and longer' })
})

test('a password counts as it was typed: blanks around it, its case, any character, up to the whole length', async () => {
  const email = `${randomUUID()}@example.org`
  const long = ` 春眠不觉晓 é\u0301 ${'Gleich Weit '.repeat(17)}`.padEnd(256, 'z!')
  await signUp(context(), { email, password: long, displayName: 'Ada', locale: 'en', address: 'direct' })
  expect(await findUserByEmail(database, email)).toBeDefined()
  for (const other of [long.trim(), long.toLowerCase(), long.slice(0, 72), `${long.slice(0, 255)}?`]) {
    expect(await trySignIn(email, other)).toBeNull()
  }
  expect(await trySignIn(email, long)).not.toBeNull()
})

async function trySignIn(email: string, typed: string) {
  return signIn(context(), { email, password: typed }, { forwardedFor: undefined, userAgent: 'test' })
}
