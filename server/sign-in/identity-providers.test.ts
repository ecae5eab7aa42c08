import { expect, test } from 'vitest'
import { parseEnvironment } from '../foundation/environment.ts'
import { listProviders, makeProviders, readClaims, readGitHub } from './identity-providers.ts'

const needed = {
  NODE_ENV: 'test',
  DATABASE_URL: 'postgresql://localhost/gym',
  NEXTAUTH_SECRET: 'x'.repeat(40),
} as const
const gitHub = { GITHUB_ID: 'id', GITHUB_SECRET: 'secret' }
const oidc = { OIDC_ISSUER: 'https://id.school.example/', OIDC_ID: 'id', OIDC_SECRET: 'secret', OIDC_NAME: 'School' }

test('a provider is there when all of its variables are, and an empty one is none', () => {
  expect(listProviders(parseEnvironment(needed))).toEqual([])
  expect(listProviders(parseEnvironment({ ...needed, GITHUB_ID: '', GITHUB_SECRET: '' }))).toEqual([])
  const all = parseEnvironment({ ...needed, ...oidc, ...gitHub, GOOGLE_ID: 'id', GOOGLE_SECRET: 'secret' })
  expect(listProviders(all).map(({ name }) => name)).toEqual(['GitHub', 'Google', 'School'])
  expect(makeProviders(all).map(({ id }) => id)).toEqual(['github', 'google', 'oidc'])
})

test.each([
  [{ GITHUB_ID: 'id' }, 'GITHUB_SECRET: is missing beside GITHUB_ID'],
  [{ ...oidc, OIDC_NAME: '' }, 'OIDC_NAME: is missing beside OIDC_ISSUER, OIDC_ID, OIDC_SECRET'],
  [{ ...oidc, OIDC_ISSUER: 'file:///etc/passwd' }, 'OIDC_ISSUER: needs an address'],
  [{ MAIL_FROM: 'gym@example.org' }, 'SMTP_URL: is missing beside MAIL_FROM'],
  [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'gym@example.org' }, 'PUBLIC_URL: is needed'],
])('what is half set stops the start with a sentence: %j', (given, sentence) => {
  expect(() => parseEnvironment({ ...needed, ...given })).toThrow(sentence)
})

test('every OpenID sign-in is held by state, nonce and a code challenge, and asks the configured issuer alone', () => {
  const [provider] = makeProviders(parseEnvironment({ ...needed, ...oidc }))
  expect(provider).toMatchObject({
    wellKnown: 'https://id.school.example/.well-known/openid-configuration',
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
  })
})

test('the same subject of another issuer is another person', async () => {
  const [provider] = makeProviders(parseEnvironment({ ...needed, ...oidc }))
  const idOf = async (iss: string) => (await provider?.profile({ iss, sub: '7' }, {}))?.id
  expect(await idOf('https://one.example')).not.toBe(await idOf('https://two.example'))
})

test('an address is vouched for only where the provider says so in so many words', () => {
  const vouched = (email_verified: unknown) =>
    readClaims({ iss: 'i', sub: 's', email: 'Ada@Example.org', email_verified }).emailVerified
  expect([true, 'true', false, 'false', 'maybe', 1, undefined].map(vouched)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
  expect(readClaims({ iss: 'i', sub: 's', email: 'no address', email_verified: true })).toMatchObject({
    email: null,
    emailVerified: false,
  })
})

test('of GitHub’s addresses the primary one counts, if it is verified', () => {
  const user = { id: 7, login: 'ada', name: null, email: 'public@example.org' }
  const other = { email: 'other@example.org', primary: false, verified: true }
  const primary = { email: 'Ada@example.org', primary: true, verified: true }
  expect(readGitHub({ user, emails: [other, primary] })).toEqual({
    id: '7',
    name: 'ada',
    email: 'ada@example.org',
    emailVerified: true,
  })
  const unproved = readGitHub({ user, emails: [other, { ...primary, verified: false }] })
  expect(unproved).toMatchObject({ email: null, emailVerified: false })
})
