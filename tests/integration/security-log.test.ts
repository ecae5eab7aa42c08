import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MockInstance } from 'vitest'
import { z } from 'zod'
import { serveAnybody } from '../../app/api/route-handler.ts'
import { noAnswer, openContract } from '../../contracts/contract.ts'
import { DomainError } from '../../course/foundation/errors.ts'
import { changePassword } from '../../server/sign-in/account-passwords.ts'
import { signUp } from '../../server/accounts/accounts.ts'
import { makeAuthOptions, signIn } from '../../server/sign-in/auth.ts'
import { withoutSecrets } from '../../server/sign-in/security-log.ts'
import { findActor, signOutEverywhere } from '../../server/sign-in/sessions.ts'
import { findUserByEmail } from '../../store/accounts/users.ts'
import { useContext, context } from './database.ts'

vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }))

const { database } = useContext({ TRUSTED_PROXIES: '1' })
const password = 'correct horse battery'
const forwardedFor = '203.0.113.77'

let printed: MockInstance
beforeEach(() => void (printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)))
afterEach(() => printed.mockRestore())

const lines = (): unknown[] => printed.mock.calls.map(([line]) => JSON.parse(String(line)))
const text = (): string => printed.mock.calls.map(([line]) => String(line)).join('\n')

test('who came in, who did not and how, and what ended, with a time and without anything secret', async () => {
  const email = `${randomUUID()}@example.org`
  await signUp(context(), { email, password, displayName: 'Ada', locale: 'en', address: forwardedFor })
  const userId = (await findUserByEmail(database, email))?.id ?? ''
  const stranger = `${randomUUID()}@example.org`
  await trySignIn(email, 'not the password')
  await trySignIn(stranger, 'not the password')
  const sid = (await trySignIn(email, password))?.sid ?? ''
  const actor = await findActor(context(), sid, new Date())
  if (actor === null) throw new Error('the session should be live')
  await changePassword(context(), actor, { oldPassword: 'not it', newPassword: 'a better one, and longer' }, sid).catch(
    () => null,
  )
  await changePassword(context(), actor, { oldPassword: password, newPassword: 'a better one, and longer' }, sid)
  await signOutEverywhere(context(), actor)
  const last = (await trySignIn(email, 'a better one, and longer'))?.sid ?? ''
  await makeAuthOptions(context()).events?.signOut?.({ token: { sid: last }, session: expect.anything() })
  const from = '203.0.113.0/24'
  expect(lines()).toMatchObject([
    { event: 'sign-up', outcome: 'created', userId, from },
    { event: 'sign-in', outcome: 'refused', by: 'password', reason: 'wrong-password', userId, from },
    { event: 'sign-in', outcome: 'refused', reason: 'unknown-account', account: expect.stringMatching(/^[\w-]{12}$/) },
    { event: 'sign-in', outcome: 'succeeded', by: 'password', userId },
    { event: 'password', outcome: 'wrong', userId },
    { event: 'password', outcome: 'changed', userId },
    { event: 'session-ended', outcome: 'all', userId },
    { event: 'sign-in', outcome: 'succeeded', userId },
    { event: 'session-ended', outcome: 'signed-out', userId },
  ])
  for (const line of lines()) expect(line).toMatchObject({ at: expect.stringMatching(/^\d{4}-.*Z$/) })
  for (const secret of [email, stranger, password, 'not the password', sid, last, forwardedFor]) {
    expect(text()).not.toContain(secret)
  }
})

test('a flood of wrong passwords leaves a bounded number of lines', async () => {
  const email = `${randomUUID()}@example.org`
  for (let tries = 0; tries < 300; tries += 1) await trySignIn(email, 'x', `203.0.113.${tries % 250}`).catch(() => null)
  expect(lines().length).toBeLessThanOrEqual(120)
})

const door = openContract({ method: 'POST', path: '/api/classes', body: z.strictObject({}), answer: noAnswer })

test.each([
  ['forbidden', new DomainError('forbidden')],
  ['not-found', new DomainError('not-found')],
  ['too-many-requests', new DomainError('too-many-requests')],
])('a request that is refused as %s leaves a line with what was asked for', async (code, error) => {
  const route = serveAnybody(door, async () => Promise.reject(error))
  await route(request('same-origin', '{}'), { params: Promise.resolve({}) })
  expect(lines()).toMatchObject([
    { event: 'refused', outcome: code, method: 'POST', path: '/api/classes/1', userId: null, from: '203.0.113.0/24' },
  ])
  expect(text()).not.toContain('secret')
})

test('so does one of another site, and one that the pages would not send', async () => {
  const route = serveAnybody(door, async () => undefined)
  await route(request('cross-site', '{}'), { params: Promise.resolve({}) })
  await route(request('same-origin', '{"role":"admin"}'), { params: Promise.resolve({}) })
  expect(lines()).toMatchObject([{ outcome: 'cross-site' }, { outcome: 'invalid-input' }])
  expect(text()).not.toContain('admin')
})

test('a link that works once does not stand in a line', () => {
  expect(withoutSecrets('/en/reset/abc.def')).toBe('/en/reset/…')
  expect(withoutSecrets('/join/AAAAAAAAAA')).toBe('/join/…')
  expect(withoutSecrets('/zh/classes/1/people')).toBe('/zh/classes/1/people')
})

async function trySignIn(email: string, typed: string, address = forwardedFor) {
  return signIn(context(), { email, password: typed }, { forwardedFor: address, userAgent: 'test' })
}

function request(site: string, body: string): NextRequest {
  return new NextRequest('http://localhost:3000/api/classes/1?token=secret', {
    method: 'POST',
    headers: {
      host: 'localhost:3000',
      origin: site === 'same-origin' ? 'http://localhost:3000' : 'http://evil.example',
      'sec-fetch-site': site,
      'x-forwarded-for': forwardedFor,
    },
    body,
  })
}
