/** Who takes part in a story: each signs up through the pages, in a browser context of their own. */
import { randomUUID } from 'node:crypto'

import { expect, type Browser, type Page } from 'playwright/test'

import { closeDatabase, openDatabase } from '../../store/foundation/database.ts'
import { issueToken } from '../../store/sign-in/one-time-tokens.ts'
import { say, type Locale } from './words.ts'

export interface Person {
  name: string
  email: string
  password: string
}

export function makePerson(name: string): Person {
  return { name, email: `${randomUUID()}@example.org`, password: 'gradients flow at night' }
}

/** Leaves the page on the course, signed in. */
export async function signUp(page: Page, locale: Locale, person: Person): Promise<void> {
  await page.goto(`/${locale}/sign-up`)
  await page.getByLabel(say(locale, 'account.displayName')).fill(person.name)
  await page.getByLabel(say(locale, 'account.email')).fill(person.email)
  await page.getByLabel(say(locale, 'account.newPassword'), { exact: true }).fill(person.password)
  await page.getByRole('button', { name: say(locale, 'account.signUp') }).click()
  await expect(page).toHaveURL(new RegExp(`/${locale}/course$`))
  await expect(page.getByRole('button', { name: person.name })).toBeVisible()
}

/** Uses a link such as the one that the first start prints; the database stands in DATABASE_URL. */
export async function becomeInstructor(page: Page, locale: Locale): Promise<void> {
  await page.goto(`/${locale}/claim/${await issueClaimToken()}`)
  await page.getByRole('button', { name: say(locale, 'account.claim') }).click()
  await expect(page.getByText(say(locale, 'account.claimDone'))).toBeVisible()
}

/** Leaves the page on the class. @returns its address and join code */
export async function createClass(page: Page, locale: Locale, name: string): Promise<{ path: string; code: string }> {
  await page.goto(`/${locale}/classes`)
  await page.getByLabel(say(locale, 'classes.name')).fill(name)
  await page.getByRole('button', { name: say(locale, 'classes.create') }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const code = await page.getByText(/^[2-9A-HJKMNP-Z]{10}$/).innerText()
  return { path: new URL(page.url()).pathname, code }
}

/** From the page of a class, and back to it. */
export async function assign(page: Page, locale: Locale, exercise: string): Promise<void> {
  const overview = page.url()
  await page
    .getByRole('main')
    .getByRole('link', { name: say(locale, 'classes.openAssignments') })
    .click()
  await page.getByLabel(exercise, { exact: true }).check()
  await page.locator('form').getByRole('button').last().click()
  await expect(page.getByRole('main').getByRole('link', { name: exercise })).toBeVisible()
  await page.goto(overview)
  await expect(page.getByRole('main').getByRole('link', { name: exercise })).toBeVisible()
}

export async function joinClass(page: Page, locale: Locale, code: string): Promise<void> {
  await page.goto(`/${locale}/join/${code}`)
  await page.getByRole('button', { name: say(locale, 'classes.join'), exact: true }).click()
  await expect(page).toHaveURL(/\/classes\/[0-9a-f-]{36}$/)
}

/** Signs up and joins in a browser context of their own, which is closed. */
export async function joinElsewhere(
  browser: Browser,
  locale: Locale,
  { person, code }: { person: Person; code: string },
): Promise<void> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signUp(page, locale, person)
  await joinClass(page, locale, code)
  await context.close()
}

async function issueClaimToken(): Promise<string> {
  const url = process.env['DATABASE_URL']
  if (url === undefined || url === '') throw new Error('DATABASE_URL must name the database of the product under test')
  const database = openDatabase(url, { connections: 1 })
  try {
    const now = new Date()
    return await issueToken(database, {
      purpose: 'claim-instructor',
      now,
      expiresAt: new Date(now.getTime() + 5 * 60_000),
    })
  } finally {
    await closeDatabase(database)
  }
}

export async function openMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name }).click()
}

/** Leaves the English page on the landing page. @param forget what this browser keeps of the account */
export async function signOut(page: Page, name: string, { forget }: { forget: boolean }): Promise<void> {
  await openMenu(page, name)
  await page.getByLabel(say('en', 'nav.forget')).setChecked(forget)
  await page.getByRole('button', { name: say('en', 'nav.signOut'), exact: true }).click()
  await expect(page).toHaveURL(/\/en$/)
  await expect(page.getByRole('banner').getByRole('link', { name: say('en', 'nav.signIn') })).toBeVisible()
}
