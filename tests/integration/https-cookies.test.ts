import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { NextRequest } from 'next/server'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { GET, POST } from '../../app/api/auth/[...nextauth]/route.ts'
import { signUp } from '../../server/accounts/accounts.ts'
import { beginLinking } from '../../server/sign-in/outside-sign-in.ts'
import { getActor, startSession } from '../../server/sign-in/sessions.ts'
import { sendStrictTransport } from '../../server/foundation/strict-transport.ts'
import { CookieJar } from './cookie-jar.ts'
import { useContext, context } from './database.ts'
import { makePerson } from './people.ts'

const site = 'https://gym.example.edu'
const browser = new CookieJar()
/** What our own code set, which next-auth's answers do not carry here. */
const set: Array<{ name: string; options: unknown }> = []

const request = vi.hoisted(() => ({ cookies: async (): Promise<unknown> => null, headers: async () => new Headers() }))
vi.mock('next/headers', () => ({ cookies: () => request.cookies(), headers: () => request.headers() }))
// next-auth is CommonJS and asks for it in its own way, which mocks do not reach.
Object.assign(createRequire(import.meta.url)('next/headers'), {
  cookies: () => request.cookies(),
  headers: () => request.headers(),
})
request.headers = async () => new Headers({ host: 'gym.example.edu' })
request.cookies = async () => ({
  get: (name: string) => {
    const value = browser.get(name)
    return value === undefined ? undefined : { name, value }
  },
  getAll: () => browser.entries(),
  set: (name: string, _: string, options: unknown) => set.push({ name, options }),
  delete: ({ name }: { name: string }) => browser.delete(name),
})

vi.stubEnv('NEXTAUTH_URL', site)
afterAll(() => vi.unstubAllEnvs())
const { database } = useContext({ NEXTAUTH_URL: site, PUBLIC_URL: site, GITHUB_ID: 'id', GITHUB_SECRET: 'secret' })

test('over https every cookie is secure, closed to scripts, and of this host alone', async () => {
  const email = 'ada@example.org'
  const password = 'correct horse battery'
  await signUp(context(), { email, password, displayName: 'Ada', locale: 'en', address: 'direct' })
  const csrf = await call('GET', 'csrf')
  const { csrfToken }: { csrfToken: string } = await csrf.json()
  const fields = { email, password, csrfToken, json: 'true', callbackUrl: site }
  const signedIn = await call('POST', 'callback/credentials', fields)
  const away = await call('POST', 'signin/github', { csrfToken, json: 'true', callbackUrl: site })
  const lines = [csrf, signedIn, away].flatMap(({ headers }) => headers.getSetCookie())
  expect(lines.map((line) => line.split('=')[0])).toEqual(
    expect.arrayContaining(['csrf-token', 'session-token', 'state'].map((name) => `__Host-next-auth.${name}`)),
  )
  for (const line of lines) {
    expect(line).toMatch(/^__Host-/)
    for (const attribute of [/; Path=\/(;|$)/, /; HttpOnly/, /; Secure/, /; SameSite=Lax/i]) {
      expect(line).toMatch(attribute)
    }
    expect(line).not.toMatch(/; Domain/i)
  }
  expect(await getActor(context())).toMatchObject({ email })
})

test('the wish to connect an account is kept in such a cookie too', async () => {
  const ada = await makePerson(database, 'Ada')
  const sid = await startSession(context(), database, { userId: ada.userId, userAgent: '', now: new Date() })
  await beginLinking(context(), ada, { provider: 'github' }, sid)
  expect(set).toEqual([
    {
      name: '__Host-gradient-gym.linking',
      options: expect.objectContaining({ httpOnly: true, secure: true, sameSite: 'lax', path: '/' }),
    },
  ])
})

test('a session cookie by the name that another host may plant opens nothing', async () => {
  const value = browser.get('__Host-next-auth.session-token') ?? ''
  browser.delete('__Host-next-auth.session-token')
  for (const name of ['next-auth.session-token', '__Secure-next-auth.session-token']) browser.set(name, value)
  expect(await getActor(context())).toBeNull()
})

test('every answer of the process binds browsers to https', async () => {
  sendStrictTransport(context())
  const server = createServer((_, response) => response.end('a file'))
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on a port')
  const answer = await fetch(`http://127.0.0.1:${address.port}/`)
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
})

async function call(method: 'GET' | 'POST', path: string, fields?: Record<string, string>): Promise<Response> {
  const call = new NextRequest(`${site}/api/auth/${path}`, {
    method,
    headers: {
      cookie: browser.toString(),
      origin: site,
      host: 'gym.example.edu',
      ...(fields === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
  })
  const context = { params: Promise.resolve({ nextauth: path.split('/') }) }
  const answer = await (method === 'GET' ? GET : POST)(call, context)
  browser.take(answer.headers)
  return answer
}
