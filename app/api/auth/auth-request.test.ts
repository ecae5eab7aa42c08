import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'

import { findAuthMethods, findOwnAddress, makeAuthRequest, parseAuthFields } from './auth-request.ts'

const base = 'https://gym.example'
const form = 'application/x-www-form-urlencoded'

test('only addresses that this site uses are next-auth’s', () => {
  expect(findAuthMethods(['csrf'])).toEqual(['GET'])
  expect(findAuthMethods(['callback', 'credentials'])).toEqual(['POST'])
  expect(findAuthMethods(['signin', 'oidc'])).toEqual(['POST'])
  for (const foreign of ['_log', 'session', 'providers', 'verify-request', 'signin/credentials', 'csrf/x', '', '%00']) {
    expect(findAuthMethods(foreign.split('/')), foreign).toBeUndefined()
  }
})

test('a body is a form or an object of texts', () => {
  expect(parseAuthFields(`${form};charset=UTF-8`, 'email=a%40b&json=true')).toEqual({ email: 'a@b', json: 'true' })
  expect(parseAuthFields('application/json', '{"email":"a@b"}')).toEqual({ email: 'a@b' })
  expect(parseAuthFields('text/plain', '')).toEqual({})
})

test.each([
  ['JSON that is cut off', 'application/json', '{"email":'],
  ['a field that is no text', 'application/json', '{"callbackUrl":{"startsWith":1}}'],
  ['a list', 'application/json', '["a"]'],
  ['no object', 'application/json', 'null'],
  ['another type', 'text/plain', 'email=a'],
  ['a form in parts', 'multipart/form-data; boundary=x', '--x--'],
  ['no type', null, 'email=a'],
  ['a field of megabytes', form, `email=${'a'.repeat(5000)}`],
])('%s is none', (_, type, text) => {
  expect(parseAuthFields(type, text)).toBeUndefined()
})

test.each([
  ['/en/course?x=1#y', 'https://gym.example/en/course?x=1#y'],
  ['https://gym.example/zh', 'https://gym.example/zh'],
  ['/课程', 'https://gym.example/%E8%AF%BE%E7%A8%8B'],
  ['https://evil.example/', undefined],
  ['//evil.example/', undefined],
  ['/\\evil.example', undefined],
  ['javascript:alert(1)', undefined],
  ['https://', undefined],
  ['data:text/html,x', undefined],
])('%s is the address %s of this site', (address, own) => {
  expect(findOwnAddress(address, base)).toBe(own)
})

test('next-auth gets no other site’s address, no error but a short code, and each once', async () => {
  const query = 'callbackUrl=https%3A%2F%2Fevil.example&callbackUrl=javascript%3A1&error=%E4%BD%A0%0D%0A&state=kept'
  const request = new NextRequest(`${base}/api/auth/signin/oidc?${query}`, {
    method: 'POST',
    headers: { 'content-length': '9', 'content-type': 'application/json' },
    body: '{}',
  })
  const fields = { callbackUrl: '//evil.example', email: '李@example.org', error: 'CredentialsSignin' }
  const made = makeAuthRequest(request, { fields, base })
  expect(Object.fromEntries(made.nextUrl.searchParams)).toEqual({ callbackUrl: base, error: 'other', state: 'kept' })
  expect(made.headers.get('content-length')).toBeNull()
  expect(Object.fromEntries(new URLSearchParams(await made.text()))).toEqual({ ...fields, callbackUrl: base })
})

test('of what a provider says went wrong only the codes of its protocol are passed on', () => {
  const errorOf = (error: string) => {
    const request = new NextRequest(`${base}/api/auth/callback/oidc?error=${error}&error_description=free+text`)
    return makeAuthRequest(request, { fields: {}, base }).nextUrl.searchParams.get('error')
  }
  expect(errorOf('access_denied')).toBe('access_denied')
  expect(errorOf('anything')).toBe('other')
})
