import { expect, test } from './page-faults.ts'
import { say } from './words.ts'

test("the browser's language decides the first visit", async ({ browser }) => {
  for (const [asked, path, tag] of [
    ['zh-CN', '/zh', 'zh-Hans'],
    ['fr-FR', '/en', 'en'],
  ] as const) {
    const context = await browser.newContext({ locale: asked })
    const page = await context.newPage()
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe(path)
    await expect(page.locator('html')).toHaveAttribute('lang', tag)
    await context.close()
  }
})

test('switching the language stays on the page and is remembered', async ({ page }) => {
  await page.goto('/en/sign-in?next=/classes')
  await page.getByRole('link', { name: '中文' }).click()
  await expect(page).toHaveURL(/\/zh\/sign-in\?next=\/classes$/)
  await expect(page.getByRole('heading', { level: 1, name: say('zh', 'account.signInTitle') })).toBeVisible()
  await page.goto('/')
  await expect(page).toHaveURL(/\/zh$/)
})

test('the theme follows the system until it is chosen, then survives a reload without a flash', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/en')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveAttribute('data-theme', 'light')
  await page.getByRole('button', { name: say('en', 'nav.themeToDark') }).click()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  // What the theme was when the body began: anything but dark would have been painted.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return
      observer.disconnect()
      Reflect.set(window, 'themeAtFirst', document.documentElement.dataset['theme'])
    }).observe(document, { childList: true, subtree: true })
  })
  await page.reload()
  expect(await page.evaluate(() => Reflect.get(window, 'themeAtFirst'))).toBe('dark')
})

test('the keyboard skips to the content', async ({ page }) => {
  await page.goto('/en')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: say('en', 'common.skipToContent') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
})

test('no page is wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  for (const path of [
    '/en',
    '/zh',
    '/en/course',
    '/zh/course',
    '/en/glossary',
    '/zh/glossary',
    '/en/lessons/initialisation/a-half-at-every-layer',
    '/en/exercises/he-30-layers',
    '/en/sign-up',
  ]) {
    await page.goto(path)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, path).toBe(0)
  }
})
