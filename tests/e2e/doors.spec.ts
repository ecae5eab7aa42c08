/** What the web side refuses at its doors. */
import { expect, test } from './page-faults.ts'
import { makePerson, signUp } from './people.ts'
import { say } from './words.ts'
import { wakeEditor } from './workbench-steps.ts'

test('a change that another site asks for is refused, session or not', async ({ page, baseURL }) => {
  await signUp(page, 'en', makePerson('Li Lei'))
  const data = { slug: 'he-30-layers', source: 'export {}' }
  const evil = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
  for (const path of ['/api/submissions', '/api/classes/join', '/api/sessions/revoke', '/api/auth/signout']) {
    const answer = await page.request.post(path, { data, headers: evil })
    expect(answer.status(), path).toBe(403)
  }
  // The same request from our own page is taken.
  const own = await page.request.post('/api/submissions', { data, headers: { origin: new URL(baseURL ?? '').origin } })
  expect(own.status()).toBe(201)
})

test('what is not what was asked for is refused with a code, and no stack', async ({ page, baseURL }) => {
  await signUp(page, 'en', makePerson('Li Lei'))
  const headers = { origin: new URL(baseURL ?? '').origin }
  const smuggled = await page.request.post('/api/submissions', {
    headers,
    data: { slug: 'he-30-layers', source: 'export {}', score: 1, verdict: { kind: 'passed' } },
  })
  expect(smuggled.status()).toBe(400)
  expect(await smuggled.json()).toMatchObject({ code: 'invalid-input' })
  const huge = await page.request.post('/api/submissions', {
    headers,
    data: { slug: 'he-30-layers', source: 'x'.repeat(5_000_000) },
  })
  expect(huge.status()).toBe(413)
  const unknown = await page.request.post('/api/submissions', {
    headers,
    data: { slug: '../../etc', source: 'export {}' },
  })
  expect(unknown.status()).toBe(404)
})

test('a visitor may not submit, and learns nothing about classes and submissions', async ({ request, baseURL }) => {
  const headers = { origin: new URL(baseURL ?? '').origin }
  const submitted = await request.post('/api/submissions', {
    headers,
    data: { slug: 'he-30-layers', source: 'export {}' },
  })
  expect(submitted.status()).toBe(401)
  for (const path of ['/api/submissions?slug=he-30-layers', '/api/solutions/he-30-layers', '/api/events'])
    expect((await request.get(path)).status(), path).toBe(401)
})

test('pages carry a strict policy, and the cage frame one of its own', async ({ page, request }) => {
  // The token of an invitation has a dot, as files have.
  for (const path of ['/en', '/en/invitation/abc.def', '/zh/reset/abc.def']) {
    const page = (await request.get(path)).headers()
    expect(page['content-security-policy'], path).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/)
    expect(page['content-security-policy'], path).not.toMatch(/script-src[^;]*unsafe-(inline|eval)/)
    expect(page['x-frame-options'], path).toBe('DENY')
    expect(page['x-powered-by'], path).toBeUndefined()
  }
  // The workbench asks for the frame when somebody means to edit.
  const asked = page.waitForRequest(/\/made\/\w+\/cage\/frame\.html$/)
  await page.goto('/en/exercises/he-30-layers')
  await wakeEditor(page)
  const frame = (await request.get((await asked).url())).headers()
  expect(frame['content-security-policy']).toContain("sandbox allow-scripts; default-src 'none'")
})

test('next-auth is asked only what this site asks it, and nothing of it is a fault', async ({ request, baseURL }) => {
  const origin = new URL(baseURL ?? '').origin
  for (const [address, status] of [
    ['/api/auth/signin?callbackUrl=https%3A%2F%2Fevil.example', 302],
    ['/api/auth/signin?callbackUrl=nowhere', 302],
    ['/api/auth/error?error=%E4%BD%A0%0D%0A', 302],
    ['/api/auth/callback/credentials', 405],
    ['/api/auth/session', 404],
  ] as const) {
    const answer = await request.get(address, { maxRedirects: 0 })
    expect(answer.status(), address).toBe(status)
    expect(answer.headers()['location'] ?? '', address).not.toContain('evil')
  }
  const logged = await request.post('/api/auth/_log', { headers: { origin }, form: { level: 'error', code: 'x' } })
  expect(logged.status()).toBe(404)
  const huge = await request.post('/api/auth/callback/credentials', {
    headers: { origin, 'content-type': 'text/plain' },
    data: 'x'.repeat(5_000_000),
  })
  expect(huge.status()).toBe(413)
})

test('methods that mean nothing are no fault, and nothing is sent to a page', async ({ request }) => {
  for (const path of ['/en', '/en/classes/none', '/api/health']) {
    for (const method of ['TRACE', 'PROPFIND']) {
      expect((await request.fetch(path, { method })).status(), `${method} ${path}`).toBeLessThan(500)
    }
  }
  for (const method of ['POST', 'PUT', 'DELETE']) {
    expect((await request.fetch('/en', { method, data: 'x', headers: { 'next-action': 'x' } })).status()).toBe(405)
  }
})

test('a stream that is given up before it begins takes nobody’s place', async ({ page }) => {
  await signUp(page, 'en', makePerson('Li Lei'))
  for (let count = 0; count < 50; count += 1) expect((await page.request.head('/api/events')).status()).toBe(200)
  const status = await page.evaluate(async () => {
    for (let count = 0; count < 60; count += 1) {
      const given = new AbortController()
      const asked = fetch('/api/events', { signal: given.signal }).catch(() => null)
      given.abort()
      await asked
    }
    const last = new AbortController()
    const { status: answered } = await fetch('/api/events', { signal: last.signal })
    last.abort()
    return answered
  })
  expect(status).toBe(200)
})

test('a wrong password and an unknown account are answered alike, in words', async ({ page }) => {
  const person = makePerson('Li Lei')
  await signUp(page, 'en', person)
  await page.context().clearCookies()
  for (const email of [person.email, makePerson('Nobody').email]) {
    await page.goto('/en/sign-in')
    await page.getByLabel(say('en', 'account.email')).fill(email)
    await page.getByLabel(say('en', 'account.password')).fill('not the password')
    await page
      .getByRole('main')
      .getByRole('button', { name: say('en', 'account.signIn') })
      .click()
    await expect(page.getByText(say('en', 'errors.codes.wrong-credentials'))).toBeVisible()
    await expect(page.getByLabel(say('en', 'account.email'))).toHaveValue(email)
  }
})

test('signing out everywhere ends the other session at once', async ({ browser, page }) => {
  const person = makePerson('Li Lei')
  await signUp(page, 'en', person)
  const other = await (await browser.newContext({ storageState: await page.context().storageState() })).newPage()
  await other.goto('/en/me')
  await expect(other.getByRole('heading', { level: 1, name: say('en', 'me.title') })).toBeVisible()
  await page.goto('/en/me')
  await page.getByRole('button', { name: say('en', 'me.signOutEverywhere') }).click()
  await expect(page).toHaveURL(/\/en$/)
  await other.reload()
  await expect(other).toHaveURL(/\/en\/sign-in\?next=/)
  await other.context().close()
})
