/** Who leaves a browser that others use. */
import type { Page } from 'playwright/test'

import { expect, test } from './page-faults.ts'
import { makePerson, openMenu, signOut, signUp } from './people.ts'
import { openExercise, typeCode } from './workbench-steps.ts'
import { say } from './words.ts'

const slug = 'he-30-layers'

test('the next person at the browser does not see the drafts, which stay for their owner', async ({ page }) => {
  const [ada, bob] = [makePerson('Ada'), makePerson('Bob')]
  await signUp(page, 'en', ada)
  await write(page, 'export const adas = 1')
  await signOut(page, ada.name, { forget: false })
  await signUp(page, 'en', bob)
  await openExercise(page, 'en', slug)
  await expect(page.locator('[data-editor="monaco"]')).not.toContainText('adas')
  expect(await keptTexts(page)).toContain('adas')
})

test('who asks for it takes their drafts out of the browser, and finds them on the server', async ({ page }) => {
  const ada = makePerson('Ada')
  await signUp(page, 'en', ada)
  await write(page, 'export const adas = 1')
  expect(await keptTexts(page)).toContain('adas')
  await signOut(page, ada.name, { forget: true })
  expect(await keptTexts(page)).not.toContain('adas')
  await page.goto('/en/sign-in')
  await page.getByLabel(say('en', 'account.email')).fill(ada.email)
  await page.getByLabel(say('en', 'account.password'), { exact: true }).fill(ada.password)
  await page
    .getByRole('main')
    .getByRole('button', { name: say('en', 'account.signIn'), exact: true })
    .click()
  await expect(page).toHaveURL(/\/en\/course$/)
  await openExercise(page, 'en', slug)
  await expect(page.locator('[data-editor="monaco"]')).toContainText('adas')
})

test('a draft that the server cannot take is not lost without being asked about', async ({ page }) => {
  const ada = makePerson('Ada')
  await signUp(page, 'en', ada)
  await page.route('**/api/drafts/**', (route) => route.fulfill({ status: 503, json: {} }))
  await openExercise(page, 'en', slug)
  await typeCode(page, 'export const adas = 1')
  await expect.poll(() => keptTexts(page)).toContain('adas')
  await openMenu(page, ada.name)
  await page.getByLabel(say('en', 'nav.forget')).check()
  await page.getByRole('button', { name: say('en', 'nav.signOut'), exact: true }).click()
  await expect(page.getByText(say('en', 'nav.unsent'))).toBeVisible()
  expect(await keptTexts(page)).toContain('adas')
  await page.getByRole('button', { name: say('en', 'nav.forgetAll') }).click()
  await expect(page).toHaveURL(/\/en$/)
  expect(await keptTexts(page)).not.toContain('adas')
})

async function write(page: Page, code: string): Promise<void> {
  await openExercise(page, 'en', slug)
  const saved = page.waitForResponse((answer) => answer.url().includes('/api/drafts/') && answer.ok())
  await typeCode(page, code)
  await saved
}

/** All that the browser keeps for this site. */
async function keptTexts(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
}
