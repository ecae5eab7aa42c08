/** What people do with their own account. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright/test'

import { closeDatabase, openDatabase } from '../../store/foundation/database.ts'
import { addNotices } from '../../store/notices/notices.ts'
import { findUserByEmail } from '../../store/accounts/users.ts'
import { expect, test } from './page-faults.ts'
import { becomeInstructor, createClass, makePerson, signUp } from './people.ts'
import { say } from './words.ts'

test('somebody changes their password, takes their data along, and deletes the account', async ({ page }) => {
  const person = makePerson('Li Lei')
  const newPassword = 'gradients sleep by day'
  await signUp(page, 'en', person)
  await page.goto('/en/me')
  await page.getByRole('button', { name: say('en', 'identity.password.reveal') }).click()
  await page.getByLabel(say('en', 'identity.password.old')).fill(person.password)
  await page.getByLabel(say('en', 'identity.password.new')).fill(newPassword)
  await page.getByRole('button', { name: say('en', 'identity.password.change') }).click()
  await expect(page.getByText(say('en', 'identity.password.saved'))).toBeVisible()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: say('en', 'privacy.export.button') }).click(),
  ])
  expect(download.suggestedFilename()).toBe('gradient-gym.json')
  const exported: unknown = await (await page.request.get('/api/accounts/me/export')).json()
  expect(exported).toMatchObject({ profile: { email: person.email }, submissions: [] })

  await page.getByRole('button', { name: say('en', 'privacy.delete.open') }).click()
  await expect(page.getByText(say('en', 'privacy.delete.whole'))).toBeVisible()
  const confirmation = page.getByLabel(say('en', 'privacy.delete.password'))
  await confirmation.fill(person.password)
  await page.getByRole('button', { name: say('en', 'privacy.delete.confirm') }).click()
  await expect(page.getByText(say('en', 'errors.codes.wrong-password'))).toBeVisible()
  await confirmation.fill(newPassword)
  await page.getByRole('button', { name: say('en', 'privacy.delete.confirm') }).click()
  await expect(page).toHaveURL(/\/en$/)
  await page.goto('/en/me')
  await expect(page).toHaveURL(/\/en\/sign-in\?next=/)
})

test('a notice rings the bell of an open page, and reading it is enough to quieten it', async ({ page }) => {
  const person = makePerson('Ms Han')
  await signUp(page, 'en', person)
  await becomeInstructor(page, 'en')
  const { path } = await createClass(page, 'en', 'Deep Learning 101')
  await expect(bell(page)).toHaveText('')
  await tell(person.email, path.split('/').at(-1) ?? '')
  await expect(bell(page)).toHaveText('1')
  await bell(page).click()
  await page.waitForURL('**/notices')
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('Deep Learning 101')
  await expect(bell(page)).toHaveText('')
})

function bell(page: Page) {
  return page.getByRole('banner').locator('a[href="/en/notices"]:not([hreflang])')
}

async function tell(email: string, classroomId: string): Promise<void> {
  const database = openDatabase(process.env['DATABASE_URL'] ?? '', { connections: 1 })
  try {
    const userId = (await findUserByEmail(database, email))?.id ?? ''
    const details = { classroomId, slug: 'he-30-layers' }
    await addNotices(database, [{ userId, kind: 'regraded', details, dedupeKey: randomUUID() }])
  } finally {
    await closeDatabase(database)
  }
}
