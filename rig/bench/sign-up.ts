import type { Page } from 'playwright'

/** A new account, signed in, on the page of the course. @returns its address */
export async function signUp(page: Page): Promise<string> {
  const email = `bench-${Date.now()}@example.org`
  await page.goto('/en/sign-up')
  await page.getByLabel('Name').fill('Bench')
  await page.getByLabel('Email').fill(email)
  await page.locator('input[type=password]').fill('a long enough password')
  await page.locator('form button[type=submit]').click()
  await page.waitForURL('**/course')
  return email
}
