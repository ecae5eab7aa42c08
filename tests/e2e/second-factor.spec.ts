/** Setting up a second factor, and signing in with it. */
import { generateSync } from 'otplib'
import type { Page } from 'playwright/test'

import { expect, test } from './page-faults.ts'
import { makePerson, signUp, type Person } from './people.ts'
import { locales, say, type Locale } from './words.ts'

for (const locale of locales) {
  test(`a second factor is set up, asked for, and stands in for by a recovery code: ${locale}`, async ({ page }) => {
    const person = makePerson('Li Lei')
    await signUp(page, locale, person)
    await page.goto(`/${locale}/me#second-factor`)
    await page.getByRole('button', { name: say(locale, 'security.factor.setUp') }).click()
    await page.getByLabel(say(locale, 'security.factor.password')).fill(person.password)
    await page.getByRole('button', { name: say(locale, 'security.factor.next') }).click()
    await expect(page.getByRole('img', { name: say(locale, 'security.factor.qr') })).toBeVisible()
    const secret = (await page.locator('[data-secret]').innerText()).replaceAll(' ', '')
    const field = page.getByLabel(say(locale, 'security.factor.code'), { exact: true })
    await field.fill('000000')
    await page.getByRole('button', { name: say(locale, 'security.factor.confirm') }).click()
    await expect(page.getByText(say(locale, 'errors.codes.wrong-code'))).toBeVisible()
    await field.fill(generateSync({ secret }))
    await page.getByRole('button', { name: say(locale, 'security.factor.confirm') }).click()
    await expect(page.getByText(say(locale, 'security.recovery.title'))).toBeVisible()
    const [code = ''] = await page.locator('ol.font-mono li').allInnerTexts()
    await page.getByRole('button', { name: say(locale, 'security.recovery.kept') }).click()
    await expect(page.getByText(say(locale, 'security.factor.on'), { exact: true })).toBeVisible()

    await page.context().clearCookies()
    await typePassword(page, locale, person)
    await expect(page.getByText(say(locale, 'security.step.text'))).toBeVisible()
    // No session yet, and a page that is opened anew is at the same step.
    expect((await page.request.get('/api/notices/unread')).status()).toBe(401)
    await page.reload()
    const step = page.getByLabel(say(locale, 'security.step.code'), { exact: true })
    await expect(step).toBeFocused()
    await step.fill(code)
    await page
      .getByRole('main')
      .getByRole('button', { name: say(locale, 'account.signIn'), exact: true })
      .click()
    await expect(page).toHaveURL(new RegExp(`/${locale}/course$`))
    await expect(page.getByRole('button', { name: person.name })).toBeVisible()
  })
}

test('a password can be looked at while it is typed', async ({ page }) => {
  await page.goto('/en/sign-in')
  const field = page.getByLabel(say('en', 'account.password'), { exact: true })
  await field.fill('gradients flow at night')
  await expect(field).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Show the password' }).click()
  await expect(field).toHaveAttribute('type', 'text')
  await expect(field).toHaveValue('gradients flow at night')
})

async function typePassword(page: Page, locale: Locale, person: Person): Promise<void> {
  await page.goto(`/${locale}/sign-in`)
  await page.getByLabel(say(locale, 'account.email')).fill(person.email)
  await page.getByLabel(say(locale, 'account.password'), { exact: true }).fill(person.password)
  await page
    .getByRole('main')
    .getByRole('button', { name: say(locale, 'account.signIn'), exact: true })
    .click()
}
