/** Whatever a stranger asks of /api/auth, it is answered with what it deserves, and nothing of it reaches the log. */
import { createRequire } from 'node:module'
import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'

import { GET, POST } from '../../app/api/auth/[...nextauth]/route.ts'
import { signUp } from '../../server/accounts/accounts.ts'
import { CookieJar } from './cookie-jar.ts'
import { useContext, context } from './database.ts'

const site = 'http://localhost:3998'
const form = 'application/x-www-form-urlencoded'
let browser = new CookieJar()

/** Stands in for Next's request. */
const request = vi.hoisted(() => ({ cookies: async (): Promise<unknown> => null, headers: async () => new Headers() }))
vi.mock('next/headers', () => ({ cookies: () => request.cookies(), headers: () => request.headers() }))
// next-auth is CommonJS and asks for it in its own way, which mocks do not reach.
Object.assign(createRequire(import.meta.url)('next/headers'), {
  cookies: () => request.cookies(),
  headers: () => request.headers(),
})
request.headers = async () => new Headers({ 'user-agent': 'a browser', host: 'localhost:3998' })
request.cookies = async () => ({
  get: (name: string) => browser.entries().find((one) => one.name === name),
  getAll: () => browser.entries(),
  set: (name: string, value: string) => browser.set(name, value),
  delete: ({ name }: { name: string }) => browser.delete(name),
})

useContext(async () => {
  vi.stubEnv('NEXTAUTH_URL', site)
  // Nobody is there: a sign-in that comes so far fails to begin.
  return {
    NEXTAUTH_URL: site,
    OIDC_ISSUER: 'http://localhost:9',
    OIDC_ID: 'gym',
    OIDC_SECRET: 'secret',
    OIDC_NAME: 'The School',
  }
})

const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
beforeEach(() => {
  browser = new CookieJar()
  log.mockClear()
})

function call(method: string, path: string, init: { type?: string; body?: BodyInit; origin?: string } = {}) {
  const headers = new Headers({ host: 'localhost:3998', origin: init.origin ?? site })
  if (init.type !== undefined) headers.set('content-type', init.type)
  const asked = new NextRequest(`${site}/api/auth/${path}`, {
    method,
    headers,
    ...(init.body === undefined ? {} : { body: init.body, duplex: 'half' }),
  })
  const nextauth = path.split('?')[0]?.split('/').map(decodeURIComponent) ?? []
  return (method === 'POST' ? POST : GET)(asked, { params: Promise.resolve({ nextauth }) })
}

const odd = [
  'STRANGER',
  '',
  '\0',
  '\uFFFD',
  '你好',
  'a\r\nset-cookie: x=1',
  'x'.repeat(9000),
  'javascript:1',
  'https://evil.example/STRANGER',
  '//evil',
  '%',
]
const actions = ['csrf', 'error', 'signin', 'signout', 'session', 'providers', 'verify-request', '_log', 'nothing']
const addresses = [
  ...actions,
  ...['signin', 'callback'].flatMap((action) =>
    ['credentials', 'oidc', 'github', 'x'].map((one) => `${action}/${one}`),
  ),
]

test('no address answers 500 to an odd question', { timeout: 120_000 }, async () => {
  const found: string[] = []
  for (const address of addresses) {
    for (const value of odd) {
      for (const name of ['callbackUrl', 'error', 'state', 'code']) {
        const query = `${name}=${encodeURIComponent(value)}&${name}=${encodeURIComponent(value)}`
        for (const method of ['GET', 'POST']) {
          const body = method === 'POST' ? { type: form, body: query } : {}
          const { status } = await call(method, `${address}?${query}`, body)
          if (status >= 500) found.push(`${method} ${address} ${name}=${value.slice(0, 30)}: ${status}`)
        }
      }
    }
  }
  expect(found).toEqual([])
  expectNothingLogged()
})

test('no address answers 500 to odd cookies', async () => {
  const names = ['next-auth.csrf-token', 'next-auth.callback-url', 'next-auth.session-token', 'next-auth.state']
  const found: string[] = []
  for (const value of odd) {
    for (const address of addresses) {
      browser = new CookieJar()
      for (const name of names) browser.set(name, value)
      const { status } = await call('GET', address)
      if (status >= 500) found.push(`${address} ${value.slice(0, 30)}: ${status}`)
    }
  }
  expect(found).toEqual([])
  expectNothingLogged()
})

test.each([
  ['GET', 'callback/credentials', 405],
  ['POST', 'csrf', 405],
  ['POST', '_log', 404],
  ['GET', 'session', 404],
  ['GET', 'callback/nothing', 404],
])('%s %s is %i', async (method, path, status) => {
  const body = method === 'POST' ? { type: 'application/json', body: '{"level":"error","code":"STRANGER"}' } : {}
  expect((await call(method, path, body)).status).toBe(status)
  expect(log).not.toHaveBeenCalled()
})

test.each([
  ['JSON that is cut off', 'application/json', '{'],
  ['an object in place of an address', 'application/json', '{"callbackUrl":{}}'],
  ['a text', 'text/plain', 'hello'],
])('a sign-in with %s is 400', async (_, type, body) => {
  const response = await call('POST', 'callback/credentials', { type, body })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'invalid-input' })
})

test.each([form, 'application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
  'a body without end is cut off after a few kilobytes, as %s',
  async (type) => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024
        controller.enqueue(new Uint8Array(1024))
      },
    })
    expect((await call('POST', 'callback/credentials', { type, body })).status).toBe(413)
    expect(sent).toBeLessThan(100_000)
  },
)

test('who is signed in goes where they wanted on this site, and nowhere else', async () => {
  const account = { email: 'ada@example.org', password: 'correct horse battery', displayName: 'Ada' }
  await signUp(context(), { ...account, locale: 'en', address: 'direct' })
  for (const [wanted, led] of [
    [`${site}/zh/course`, `${site}/zh/course`],
    ['/zh/course', `${site}/zh/course`],
    ['https://evil.example/', site],
    ['evil', `${site}/evil`],
  ] as const) {
    const response = await signIn({ ...account, callbackUrl: wanted })
    expect([response.status, await response.json()]).toEqual([200, { url: led }])
  }
})

test('while too many passwords wait, a sign-in is told to come again, and has not been tried', async () => {
  const held = Promise.withResolvers<void>()
  const waiting: Array<Promise<void>> = []
  while (hasRoom()) waiting.push(context().hashing.run(async () => held.promise))
  for (let count = 0; count < 40; count += 1) {
    const response = await signIn({ email: 'bo@example.org', password: 'some password or other' })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '3'])
    expect(await response.json()).toEqual({ url: `${site}/api/auth/error?error=busy` })
  }
  held.resolve()
  await Promise.all(waiting)
  expect((await signIn({ email: 'bo@example.org', password: 'some password or other' })).status).toBe(401)
})

function expectNothingLogged(): void {
  expect(log.mock.calls.flat().filter((line) => String(line).includes('STRANGER'))).toEqual([])
}

function hasRoom(): boolean {
  try {
    context().hashing.requireRoom()
    return true
  } catch {
    return false
  }
}

async function signIn(fields: Record<string, string>): Promise<Response> {
  browser = new CookieJar()
  const asked = await call('GET', 'csrf')
  browser.take(asked.headers)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' })
  return call('POST', 'callback/credentials', { type: form, body: body.toString() })
}
