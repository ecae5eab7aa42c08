import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { encode } from 'next-auth/jwt'
import { NextRequest } from 'next/server'
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { GET, POST } from '../../app/api/auth/[...nextauth]/route.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { signUp } from '../../server/accounts/accounts.ts'
import { resetPassword } from '../../server/sign-in/account-passwords.ts'
import { beginLinking, disconnect } from '../../server/sign-in/outside-sign-in.ts'
import { hashPassword } from '../../server/sign-in/passwords.ts'
import { isAtSecondStep } from '../../server/sign-in/second-step.ts'
import { findSessionToken, getActor, startSession } from '../../server/sign-in/sessions.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { listLinkedAccounts } from '../../store/accounts/linked-accounts.ts'
import { issueToken } from '../../store/sign-in/one-time-tokens.ts'
import { findUser, findUserByEmail, setEmailVerified } from '../../store/accounts/users.ts'
import { CookieJar } from './cookie-jar.ts'
import { useContext, context } from './database.ts'
import { clientId, clientSecret, startIdentityProvider } from '../identity-provider.ts'
import type { IdentityProvider } from '../identity-provider.ts'
import { startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { makePerson } from './people.ts'
import { betweenLookAndDeed } from './under-way.ts'

const site = 'http://localhost:3999'
/** The browser's cookies for our site. */
let browser = new CookieJar()

/** Stands in for Next's request. */
const request = vi.hoisted(() => ({ cookies: async (): Promise<unknown> => null, headers: async () => new Headers() }))
vi.mock('next/headers', () => ({ cookies: () => request.cookies(), headers: () => request.headers() }))
// next-auth is CommonJS and asks for it in its own way, which mocks do not reach.
Object.assign(createRequire(import.meta.url)('next/headers'), {
  cookies: () => request.cookies(),
  headers: () => request.headers(),
})
request.headers = async () => new Headers({ 'user-agent': 'a browser', host: 'localhost:3999' })
request.cookies = async () => ({
  get: (name: string) => {
    const value = browser.get(name)
    return value === undefined ? undefined : { name, value }
  },
  getAll: () => browser.entries(),
  set: (name: string, value: string) => browser.set(name, value),
  delete: ({ name }: { name: string }) => browser.delete(name),
})

let school: IdentityProvider
let post: MailServer
const { database } = useContext(async () => {
  post = await startMailServer()
  school = await startIdentityProvider({ redirectUri: `${site}/api/auth/callback/oidc` })
  vi.stubEnv('NEXTAUTH_URL', site)
  return {
    NEXTAUTH_URL: site,
    OIDC_ISSUER: school.issuer,
    OIDC_ID: clientId,
    OIDC_SECRET: clientSecret,
    OIDC_NAME: 'The School',
    SMTP_URL: post.url,
    PUBLIC_URL: site,
    MAIL_FROM: 'Gradient Gym <gym@example.org>',
  }
})
afterAll(async () => {
  await school.close()
  await post.close()
})
beforeEach(() => {
  browser = new CookieJar()
  post.received.length = 0
})

test('who is new gets an account of their own, with a proved address and a fresh session each time', async () => {
  const { name, email } = personThere({ email_verified: true, name: 'Ada' })
  expect(await signInThere(name)).toBe(`${site}/en/course`)
  const actor = await getActor(context())
  expect(actor).toMatchObject({ email, displayName: 'Ada', role: 'learner' })
  const user = await findUserByEmail(database, email)
  expect(user).toMatchObject({ passwordHash: null, emailVerifiedAt: expect.any(Date) })
  const first = browser.get('next-auth.session-token')

  browser = new CookieJar()
  await signInThere(name)
  expect(await getActor(context())).toEqual(actor)
  expect(browser.get('next-auth.session-token')).not.toBe(first)
  expect(await database.session.count({ where: { userId: actor?.userId ?? '' } })).toBe(2)
})

test('an address that the provider does not vouch for is not proved here', async () => {
  const { name, email } = personThere({ email_verified: false })
  await signInThere(name)
  expect(await findUserByEmail(database, email)).toMatchObject({ emailVerifiedAt: null })
})

test('who registered a stranger’s address here beforehand gets nothing when the stranger comes by a provider', async () => {
  const { name, email } = personThere({ email_verified: true })
  await signUp(context(), {
    email,
    password: 'the attacker knows',
    displayName: 'Eve',
    locale: 'en',
    address: 'direct',
  })
  expect(await signInThere(name)).toBe('/sign-in?error=email-has-account')
  expect(await getActor(context())).toBeNull()
  expect(await linksOf((await findUserByEmail(database, email))?.id)).toEqual([])
})

test('who claims a stranger’s address at a provider does not come into the stranger’s account', async () => {
  const victim = await makePerson(database, 'Ada')
  for (const email_verified of [true, false]) {
    const { name } = personThere({ email: victim.email, email_verified })
    expect(await signInThere(name)).toBe('/sign-in?error=email-has-account')
    expect(await getActor(context())).toBeNull()
  }
  expect(await linksOf(victim.userId)).toEqual([])
})

test('who is signed in and asks for it connects, whatever the address, and comes in that way afterwards', async () => {
  const ada = await makePerson(database, 'Ada')
  const { name } = personThere({ email_verified: true })
  await comeIn(ada)
  const before = browser.get('next-auth.session-token')
  await wishToConnect(ada)
  expect(await signInThere(name)).toBe('/me#connections')
  // Connecting is no signing in: the session stays the one that it was.
  expect(browser.get('next-auth.session-token')).toBe(before)

  browser = new CookieJar()
  await signInThere(name)
  expect(await getActor(context())).toEqual(ada)
  const actions = (await listAuditEvents(database, { actorId: ada.userId }, 10)).map(({ action }) => action)
  expect(actions).toEqual(['account.linked'])
})

test('connecting needs the password, or of who has none a sign-in just before', async () => {
  const [ada, bob] = [await makePerson(database, 'Ada'), await makePerson(database, 'Bob')]
  const password = 'correct horse battery'
  await database.user.update({
    where: { id: ada.userId },
    data: { passwordHash: await hashPassword(context(), password) },
  })
  await comeIn(ada)
  for (const wrong of [undefined, '', 'not the password'])
    await expect(wishToConnect(ada, wrong)).rejects.toMatchObject({ code: 'wrong-password' })
  await comeIn(bob)
  const createdAt = new Date(Date.now() - 10 * 60_000)
  await database.session.updateMany({ where: { userId: { in: [ada.userId, bob.userId] } }, data: { createdAt } })
  await expect(wishToConnect(bob)).rejects.toMatchObject({ code: 'sign-in-again' })
  const { name } = personThere({ email_verified: true })
  await signInThere(name)
  expect(await linksOf(bob.userId)).toEqual([])

  // Who knows the password may have signed in at any time.
  browser = new CookieJar()
  await comeIn(ada)
  await database.session.updateMany({ where: { userId: ada.userId }, data: { createdAt } })
  await wishToConnect(ada, password)
  await signInThere(personThere({ email_verified: true }).name)
  expect(await linksOf(ada.userId)).toHaveLength(1)
})

test('the owner of a proved address is told by mail when a way in is added, and of nothing else', async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  await setEmailVerified(database, ada.userId, new Date())
  const { name } = personThere({ email_verified: true })
  // Who has just made the account needs no telling.
  await signInThere(personThere({ email_verified: true }).name)
  for (const actor of [ada, eve]) {
    browser = new CookieJar()
    await comeIn(actor)
    await wishToConnect(actor)
    await signInThere(actor === ada ? name : personThere({ email_verified: true }).name)
    expect(await linksOf(actor.userId)).toHaveLength(1)
  }
  expect(post.received).toMatchObject([{ to: [ada.email], subject: 'A new way to sign in to your account' }])
  expect(post.received[0]?.text).toContain('The School')
  // Connecting what is connected already changes nothing.
  browser = new CookieJar()
  await comeIn(ada)
  await wishToConnect(ada)
  await signInThere(name)
  expect(post.received).toHaveLength(1)
})

test('without having asked, a signed-in reader who signs in elsewhere connects nothing', async () => {
  const ada = await makePerson(database, 'Ada')
  const { name, email } = personThere({ email_verified: true })
  await comeIn(ada)
  await signInThere(name)
  expect(await linksOf(ada.userId)).toEqual([])
  expect(await getActor(context())).toMatchObject({ email })
})

test('a wish to connect is void for who signs in next in the same browser', async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  await comeIn(ada)
  await wishToConnect(ada)
  await comeIn(eve)
  const { name } = personThere({ email_verified: true })
  await signInThere(name)
  expect(await linksOf(ada.userId)).toEqual([])
  expect(await linksOf(eve.userId)).toEqual([])
})

test('who comes back from the provider while the owner resets the password comes too late, connected before or not', async () => {
  for (const connected of [false, true]) {
    const ada = await makePerson(database, 'Ada')
    const { name } = personThere({ email: ada.email, email_verified: true })
    browser = new CookieJar()
    await comeIn(ada)
    await wishToConnect(ada)
    if (connected) {
      await signInThere(name)
      browser = new CookieJar()
    }
    expect(await linksOf(ada.userId)).toHaveLength(connected ? 1 : 0)
    const answer = await askThere(name)
    const purpose = { purpose: 'reset-password', userId: ada.userId, now: new Date() } as const
    const token = await issueToken(database, { ...purpose, expiresAt: new Date(Date.now() + 60_000) })
    const outcome = await betweenLookAndDeed(database, ada.userId, {
      first: () => resetPassword(context(), { token, password: 'a new one, long enough' }),
      second: () => bringBack(answer),
    })
    expect(outcome).toMatchObject({ value: '/sign-in?error=email-has-account' })
    expect(await linksOf(ada.userId)).toEqual([])
    expect(await database.session.count({ where: { userId: ada.userId, revokedAt: null } })).toBe(0)
  }
})

test('what is connected to somebody else is refused, and stays theirs', async () => {
  const { name, email } = personThere({ email_verified: true })
  await signInThere(name)
  const owner = await findUserByEmail(database, email)
  const ada = await makePerson(database, 'Ada')
  browser = new CookieJar()
  await comeIn(ada)
  await wishToConnect(ada)
  expect(await signInThere(name)).toBe('/me?refused=linked-elsewhere#connections')
  expect(await linksOf(ada.userId)).toEqual([])
  expect(await linksOf(owner?.id)).toHaveLength(1)
})

test('a provider is trusted with the second factor, unless the site itself asks for one', async () => {
  const { name } = personThere({ email_verified: true })
  await signInThere(name)
  const userId = (await getActor(context()))?.userId ?? ''
  await database.secondFactor.create({ data: { userId, sealedSecret: 'not looked at', confirmedAt: new Date() } })
  browser = new CookieJar()
  await signInThere(name)
  expect(await getActor(context())).toMatchObject({ userId })

  const { environment } = context()
  Object.assign(environment, { REQUIRE_SECOND_FACTOR: 'everybody' })
  onTestFinished(() => void Object.assign(environment, { REQUIRE_SECOND_FACTOR: 'nobody' }))
  browser = new CookieJar()
  expect(await signInThere(name)).toBe('/en/sign-in?next=%2Fcourse')
  expect(await getActor(context())).toBeNull()
  expect(await isAtSecondStep(context())).toBe(true)
})

test('a pseudonym opens to nobody', async () => {
  const { name, email } = personThere({ email_verified: true })
  await signInThere(name)
  const user = await findUserByEmail(database, email)
  await database.user.update({ where: { id: user?.id ?? '' }, data: { deletedAt: new Date() } })
  expect(await getActor(context())).toBeNull()
  browser = new CookieJar()
  expect(await signInThere(name)).toBe('/sign-in?error=account-gone')
})

test('without an address there is no account', async () => {
  const name = randomUUID()
  school.people.set(name, {})
  expect(await signInThere(name)).toBe('/sign-in?error=no-email')
})

test('the last way in cannot be cut, and another can', async () => {
  const { name, email } = personThere({ email_verified: true })
  await signInThere(name)
  const actor = await getActor(context())
  if (actor === null) throw new Error('signed in')
  await expect(disconnect(context(), actor, { provider: 'oidc' })).rejects.toMatchObject({ code: 'last-way-in' })
  await database.user.update({ where: { email }, data: { passwordHash: 'something' } })
  await disconnect(context(), actor, { provider: 'oidc' })
  expect(await linksOf(actor.userId)).toEqual([])
  await expect(disconnect(context(), actor, { provider: 'oidc' })).rejects.toMatchObject({ code: 'not-found' })
})

test('an answer of the provider that this browser did not ask for opens nothing', async () => {
  const { name } = personThere({ email_verified: true })
  const answer = await askThere(name)
  browser = new CookieJar()
  expect(await bringBack(answer)).toContain('error=OAuthCallback')
  expect(await getActor(context())).toBeNull()
})

test('a page of another site starts no sign-in', async () => {
  const response = await POST(
    new NextRequest(`${site}/api/auth/signin/oidc`, { method: 'POST', headers: { origin: 'https://evil.example' } }),
    routed('signin', 'oidc'),
  )
  expect(response.status).toBe(403)
})

function personThere(claims: { email?: string; email_verified: boolean; name?: string }) {
  const name = randomUUID()
  const email = claims.email ?? `${name}@school.example`
  school.people.set(name, { ...claims, email })
  return { name, email }
}

async function linksOf(userId: string | undefined) {
  expect(await findUser(database, userId ?? '')).toBeDefined()
  return listLinkedAccounts(database, userId ?? '')
}

async function comeIn(actor: Actor): Promise<void> {
  const sid = await startSession(context(), database, { userId: actor.userId, userAgent: 'test', now: new Date() })
  const secret = context().environment.NEXTAUTH_SECRET
  browser.set('next-auth.session-token', await encode({ token: { sid }, secret }))
}

async function wishToConnect(actor: Actor, password?: string): Promise<void> {
  const wish = { provider: 'oidc', ...(password === undefined ? {} : { password }) } as const
  await beginLinking(context(), actor, wish, await findSessionToken(context()))
}

/** The whole way, as a browser goes it. @returns where it ends */
async function signInThere(name: string): Promise<string> {
  return bringBack(await askThere(name))
}

/** Ours sends the browser to the provider, where somebody signs in and agrees. @returns the address that it sends back to */
async function askThere(name: string): Promise<string> {
  const csrf: unknown = await (await call(GET, '/api/auth/csrf', routed('csrf'))).json()
  const { csrfToken } = csrf as { csrfToken: string }
  const started = await call(POST, '/api/auth/signin/oidc', routed('signin', 'oidc'), {
    csrfToken,
    callbackUrl: `${site}/en/course`,
    json: 'true',
  })
  const { url } = (await started.json()) as { url: string }
  expect(new URL(url).origin).toBe(school.issuer)
  expect([...new URL(url).searchParams.keys()]).toEqual(expect.arrayContaining(['state', 'nonce', 'code_challenge']))
  return walkThrough(url, name)
}

async function bringBack(address: string): Promise<string> {
  const response = await call(GET, address.slice(site.length), routed('callback', 'oidc'))
  return response.headers.get('location') ?? ''
}

/** The provider's own pages: a form for the name, one to agree. */
async function walkThrough(start: string, name: string): Promise<string> {
  const jar = new CookieJar()
  let next: { url: string; form?: Record<string, string> } = { url: start }
  for (let steps = 0; steps < 12; steps += 1) {
    if (next.url.startsWith(site)) return next.url
    const response = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: jar.toString() },
      ...(next.form === undefined ? {} : { method: 'POST', body: new URLSearchParams(next.form) }),
    })
    jar.take(response.headers)
    const location = response.headers.get('location')
    if (location === null) {
      const page = await response.text()
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
      if (action === undefined || prompt === undefined) throw new Error(`no form in: ${page.slice(0, 2000)}`)
      next = { url: new URL(action, next.url).href, form: { prompt, login: name, password: 'any' } }
    } else next = { url: new URL(location, next.url).href }
  }
  throw new Error('the provider leads in circles')
}

type Handler = typeof GET

async function call(
  handler: Handler,
  path: string,
  context: Parameters<Handler>[1],
  form?: Record<string, string>,
): Promise<Response> {
  const asked = new NextRequest(`${site}${path}`, {
    headers: { origin: site, host: new URL(site).host },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  })
  const response = await handler(asked, context)
  browser.take(response.headers)
  return response
}

function routed(...nextauth: string[]) {
  return { params: Promise.resolve({ nextauth }) }
}
