import { expect, test } from './page-faults.ts'
import { makePerson, signUp } from './people.ts'
import { locales, say } from './words.ts'

const path = '/lessons/initialisation/a-half-at-every-layer'

for (const locale of locales) {
  test(`[${locale}] every entry of the contents leads to its heading`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`/${locale}${path}`)
    const links = page.getByRole('navigation', { name: say(locale, 'lesson.contents') }).getByRole('link')
    expect(await links.count()).toBeGreaterThan(2)
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href')) ?? ''
      await expect(page.locator(`h2[id="${href.slice(1)}"]`), href).toHaveText(await link.innerText())
    }
  })
}

test('a lesson that was marked as read stays so, and the map says it', async ({ page }) => {
  await signUp(page, 'en', makePerson('Li Lei'))
  await page.goto(`/en${path}`)
  await page.getByRole('button', { name: say('en', 'lesson.markRead') }).click()
  await expect(page.getByRole('main').getByText(say('en', 'lesson.markedRead'), { exact: true })).toBeVisible()
  await page.goto('/en/course')
  await expect(page.getByRole('main').getByText(say('en', 'course.read'), { exact: true })).toHaveCount(1)
})

test('every link on the open pages leads somewhere', async ({ page, request }) => {
  const seen = new Set<string>()
  for (const start of ['/en', '/zh/course', `/en${path}`, '/en/exercises/he-30-layers', '/zh/sign-in']) {
    await page.goto(start)
    for (const link of await page.locator('a[href^="/"]').all()) seen.add((await link.getAttribute('href')) ?? '')
  }
  for (const href of seen) expect((await request.get(href)).status(), href).toBeLessThan(400)
})

test('a printed lesson has no buttons, and its figures and code are whole', async ({ page }) => {
  await page.goto('/en/lessons/initialisation/a-half-at-every-layer')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('contentinfo')).toBeHidden()
  const figure = page.locator('figure[data-figure]').first()
  await expect(figure).toHaveCSS('break-inside', 'avoid')
  const clipped = await page
    .locator('pre')
    .evaluateAll((blocks) => blocks.filter((block) => block.scrollWidth > block.clientWidth + 1).length)
  expect(clipped).toBe(0)
})
