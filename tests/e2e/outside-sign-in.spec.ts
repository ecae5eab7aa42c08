/** Signing in with an account elsewhere, at a real OpenID provider that the product under test was told of by its environment. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright/test'

import { startIdentityProvider, type IdentityProvider } from '../identity-provider.ts'
import { expect, test } from './page-faults.ts'
import { makePerson, signUp } from './people.ts'
import { say } from './words.ts'

const { OIDC_ISSUER: issuer = '', OIDC_NAME: name = '' } = process.env
// By hand, the product may run without one; `npm test` always names one.
test.skip(
  issuer === '',
  'the product under test has no provider: set OIDC_ISSUER, OIDC_ID, OIDC_SECRET and OIDC_NAME for both',
)

const inMessages = (key: string): string => say('en', `identity.${key}`).replace('{name}', name)
let school: IdentityProvider
test.beforeAll(async ({ baseURL }) => {
  const redirectUri = new URL('/api/auth/callback/oidc', baseURL).href
  school = await startIdentityProvider({ redirectUri, port: Number(new URL(issuer).port) })
})
test.afterAll(async () => school.close())

test('a stranger comes in by the school, goes, and comes back to the same account', async ({ page }) => {
  const login = randomUUID()
  school.people.set(login, { email: `${login}@school.example`, email_verified: true, name: 'Mei Chen' })
  await page.goto('/en/sign-in?next=/course')
  await page.getByRole('button', { name: inMessages('continueWith') }).click()
  await signInThere(page, login)
  await expect(page).toHaveURL(/\/en\/course$/)
  await page.goto('/en/me')
  await expect(page.getByText(`${login}@school.example`)).toBeVisible()
  await expect(page.getByText(inMessages('connections.last'))).toBeVisible()
  await signOut(page, 'Mei Chen')
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: inMessages('continueWith') }).click()
  // The provider still knows who sits there.
  await expect(page.getByRole('button', { name: 'Mei Chen' })).toBeVisible()
})

test('an address that has an account opens nothing until its owner connects the two, with the password', async ({
  page,
}) => {
  const person = makePerson('Ada Byron')
  await signUp(page, 'en', person)
  await signOut(page, person.name)
  const login = randomUUID()
  school.people.set(login, { email: person.email, email_verified: true, name: 'Somebody' })
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: inMessages('continueWith') }).click()
  await signInThere(page, login)
  await expect(page.getByText(inMessages('refused.email-has-account'))).toBeVisible()

  await page.getByLabel(say('en', 'account.email')).fill(person.email)
  await page.getByLabel(say('en', 'account.password'), { exact: true }).fill(person.password)
  await page.getByRole('button', { name: say('en', 'account.signIn'), exact: true }).click()
  await expect(page.getByRole('button', { name: person.name })).toBeVisible()
  await page.goto('/en/me')
  const connect = page.getByRole('button', { name: inMessages('connections.connect') })
  const password = page.getByLabel(inMessages('connections.password'))
  await connect.click()
  await password.fill('not the password of anybody')
  await connect.click()
  await expect(page.getByText(say('en', 'errors.codes.wrong-password'))).toBeVisible()
  await password.fill(person.password)
  await connect.click()
  await expect(page).toHaveURL(/\/en\/me#connections$/)
  await expect(page.getByText(inMessages('connections.connected'), { exact: true })).toBeVisible()

  await signOut(page, person.name)
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: inMessages('continueWith') }).click()
  await expect(page.getByRole('button', { name: person.name })).toBeVisible()
  await page.goto('/en/me')
  await page.getByRole('button', { name: inMessages('connections.disconnect') }).click()
  await expect(connect).toBeVisible()
})

/** On the provider's own pages: who they are, then that the site may know it. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.waitForURL((url) => url.origin === new URL(issuer).origin)
  await page.locator('[name=login]').fill(login)
  await page.locator('[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('button[type=submit]').click()
}

async function signOut(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: who }).click()
  await page.getByRole('button', { name: say('en', 'nav.signOut'), exact: true }).click()
  await expect(page.getByRole('link', { name: say('en', 'nav.signIn') })).toBeVisible()
}
