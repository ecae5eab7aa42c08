import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { signUp } from '../../server/accounts/accounts.ts'
import { makeAuthOptions, signIn } from '../../server/sign-in/auth.ts'
import { findActor, signOutEverywhere, startSession } from '../../server/sign-in/sessions.ts'
import { requireUnderLimit, throttleRules } from '../../server/foundation/throttling.ts'
import { findUserByEmail } from '../../store/accounts/users.ts'
import { stopClock } from './clock.ts'
import { useContext, context } from './database.ts'

const { database } = useContext({ TRUSTED_PROXIES: '1' })
const password = 'correct horse battery'
const later = () => new Date(Date.now() + 31 * 24 * 3600_000)

test('who signed up can sign in, with any spelling of the address, and gets a session of their own each time', async () => {
  const email = await makeAccount()
  const one = await trySignIn(email.toUpperCase())
  const two = await trySignIn(email)
  expect(one?.sid).not.toBe(two?.sid)
  expect(await findActor(context(), one?.sid ?? '', new Date())).toMatchObject({
    email,
    displayName: 'Ada',
    role: 'learner',
  })
})

test('an unknown account and a wrong password get the same answer', async () => {
  const email = await makeAccount()
  expect(await trySignIn(email, 'not the password')).toBeNull()
  expect(await trySignIn(`${randomUUID()}@example.org`)).toBeNull()
})

test('an unknown account costs the time of a real verification', async () => {
  const email = await makeAccount()
  const known = await medianTime(() => trySignIn(email, 'not the password', randomUUID()))
  const unknown = await medianTime(() => trySignIn(`${randomUUID()}@example.org`, password, randomUUID()))
  // Without the verification it would be a fifth or less.
  expect(unknown).toBeGreaterThan(known * 0.4)
})

test('signing up with a taken address looks the same and changes nothing', async () => {
  const email = await makeAccount()
  const before = await findUserByEmail(database, email)
  await signUp(context(), {
    email,
    password: 'another long phrase',
    displayName: 'Eve',
    locale: 'en',
    address: '203.0.113.9',
  })
  expect(await findUserByEmail(database, email)).toEqual(before)
})

test.each([
  ['a short password', { password: 'elevenchars' }, 'password'],
  ['a password over 256 characters', { password: 'x'.repeat(257) }, 'password'],
  ['no address', { email: 'ada' }, 'email'],
  ['a name of blanks', { displayName: '  ' }, 'displayName'],
])('%s is refused, and the field is named', async (_, change, field) => {
  const account = { email: 'ada@example.org', password, displayName: 'Ada', locale: 'en' as const, address: 'direct' }
  await expect(signUp(context(), { ...account, ...change })).rejects.toMatchObject({
    code: 'invalid-input',
    details: { field },
  })
})

test('a name that nobody can see is refused, and the field is named', async () => {
  const account = { email: 'ada@example.org', password, locale: 'en' as const, address: 'direct' }
  for (const displayName of ['\u200B', 'a\0b', '\u0301', 'Ada \u202Ecod.exe']) {
    await expect(signUp(context(), { ...account, displayName })).rejects.toMatchObject({
      code: 'improper-name',
      details: { field: 'displayName' },
    })
  }
})

test('a form with a role smuggled into it is refused', async () => {
  const email = `${randomUUID()}@example.org`
  const form = { email, password, displayName: 'Eve', locale: 'en' as const, address: 'direct', role: 'admin' }
  await expect(signUp(context(), form)).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await findUserByEmail(database, email)).toBeUndefined()
})

test('sign-out everywhere ends every session at once, and nobody else’s', async () => {
  const [email, other] = [await makeAccount(), await makeAccount()]
  const sids = [(await trySignIn(email))?.sid ?? '', (await trySignIn(email))?.sid ?? '']
  const bystander = (await trySignIn(other))?.sid ?? ''
  const actor = await findActor(context(), sids[0] ?? '', new Date())
  if (actor === null) throw new Error('the session should be live')
  await signOutEverywhere(context(), actor)
  for (const sid of sids) expect(await findActor(context(), sid, new Date())).toBeNull()
  expect(await findActor(context(), bystander, new Date())).not.toBeNull()
})

test('signing out ends that session alone', async () => {
  const email = await makeAccount()
  const [here, there] = [(await trySignIn(email))?.sid ?? '', (await trySignIn(email))?.sid ?? '']
  // next-auth passes null for the half that its other strategy uses.
  await makeAuthOptions(context()).events?.signOut?.({ token: { sid: here }, session: expect.anything() })
  expect(await findActor(context(), here, new Date())).toBeNull()
  expect(await findActor(context(), there, new Date())).not.toBeNull()
})

test('a session ends by itself, and an invented secret is nobody', async () => {
  const email = await makeAccount()
  const user = await findUserByEmail(database, email)
  const sid = await startSession(context(), database, { userId: user?.id ?? '', userAgent: 'test', now: new Date() })
  expect(await findActor(context(), sid, new Date())).not.toBeNull()
  expect(await findActor(context(), sid, later())).toBeNull()
  expect(await findActor(context(), 'x'.repeat(43), new Date())).toBeNull()
})

test('the secret of a session does not stand in the database', async () => {
  const email = await makeAccount()
  const sid = (await trySignIn(email))?.sid ?? 'missing'
  const rows = await database.$queryRaw<Array<{ text: string }>>`SELECT sessions::text AS text FROM sessions`
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.some(({ text }) => text.includes(sid))).toBe(false)
})

test('guessing one account’s password is stopped, right guesses too, and another address may still sign in', async () => {
  stopClock()
  const email = await makeAccount()
  const { limit } = throttleRules['sign-in-account-address']
  for (let tries = 0; tries < limit; tries += 1) expect(await trySignIn(email, 'wrong', '203.0.113.1')).toBeNull()
  await expect(trySignIn(email, password, '203.0.113.1')).rejects.toThrow('too-many-requests')
  expect(await trySignIn(email, password, '203.0.113.2')).not.toBeNull()
})

test('what one address is refused does not use up the account’s own tries', async () => {
  stopClock()
  const email = await makeAccount()
  const tries = throttleRules['sign-in-account'].limit + 10
  for (let count = 0; count < tries; count += 1) await trySignIn(email, 'wrong', '203.0.113.4').catch(() => null)
  expect(await trySignIn(email, password, '203.0.113.5')).not.toBeNull()
})

test('nor what everybody shares', async () => {
  stopClock()
  const signUpFrom = (address: string) =>
    requireUnderLimit(
      database,
      [
        { rule: 'sign-up-address', subject: address },
        { rule: 'sign-up-everywhere', subject: 'of this test' },
      ],
      new Date(),
    )
  const tries = throttleRules['sign-up-everywhere'].limit + 10
  for (let count = 0; count < tries; count += 1) await signUpFrom('203.0.113.6').catch(() => undefined)
  await expect(signUpFrom('203.0.113.7')).resolves.toBeUndefined()
})

test('an account is guarded from many addresses together', async () => {
  stopClock()
  const email = await makeAccount()
  const { limit } = throttleRules['sign-in-account']
  for (let count = 0; count < limit; count += 1) await trySignIn(email, 'wrong', `203.0.114.${count}`)
  await expect(trySignIn(email, password, '203.0.114.200')).rejects.toThrow('too-many-requests')
})

test('an invented X-Forwarded-For does not evade the limit', async () => {
  stopClock()
  const email = await makeAccount()
  const { limit } = throttleRules['sign-in-account-address']
  const forged = (count: number) => `198.51.100.${count}, 203.0.113.3`
  for (let tries = 0; tries < limit; tries += 1) await trySignIn(email, 'wrong', forged(tries))
  await expect(trySignIn(email, password, forged(99))).rejects.toThrow('too-many-requests')
})

test('the table of tries names no address and no account', async () => {
  const rows = await database.throttle.findMany()
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.some(({ key }) => key.includes('@') || key.includes('203.0.113'))).toBe(false)
})

async function makeAccount(): Promise<string> {
  const email = `${randomUUID()}@example.org`
  await signUp(context(), { email, password, displayName: 'Ada', locale: 'en', address: randomUUID() })
  return email
}

async function trySignIn(email: string, typed = password, forwardedFor = '203.0.113.200') {
  return signIn(context(), { email, password: typed }, { forwardedFor, userAgent: 'test' })
}

async function medianTime(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < 5; count += 1) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return times.toSorted((a, b) => a - b)[2] ?? 0
}
