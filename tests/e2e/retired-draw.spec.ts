/** Once a verdict is out, its draw can be looked at, and run again in one's own browser. */
import { expect, test } from './page-faults.ts'
import { makePerson, signUp } from './people.ts'
import { locales, say } from './words.ts'
import { heSolutions } from './workbench-steps.ts'

const slug = 'he-30-layers'
const gradedMs = 90_000
/** A wide page, and a phone. */
const widths = { en: 1280, zh: 360 } as const

for (const locale of locales) {
  test(`[${locale}] a learner sees the draw of a judged submission and runs it at home`, async ({
    browser,
    page,
    baseURL,
  }) => {
    test.setTimeout(300_000)
    await page.setViewportSize({ width: widths[locale], height: 800 })
    await signUp(page, locale, makePerson('Li Lei'))
    const source = `console.log('fan-in seen'); ${heSolutions.xavier}`
    const sent = await page.request.post('/api/submissions', {
      headers: { origin: new URL(baseURL ?? '').origin },
      data: { slug, source },
    })
    const { id }: { id: string } = await sent.json()

    await test.step('the page that waits says why the draw is not there, and shows it by itself when the verdict comes', async () => {
      await page.goto(`/${locale}/submissions/${id}`)
      await expect(page.locator('[data-draw="retired"]')).toBeVisible({ timeout: gradedMs })
      await expect(page.getByText('fan-in seen', { exact: true })).toBeVisible()
    })

    await test.step('the draw opens as JSON', async () => {
      const json = page.getByRole('region', { name: say(locale, 'workbench.draw.jsonLabel') })
      await expect(json).toBeHidden()
      await page.getByText(say(locale, 'workbench.draw.json')).click()
      expect(JSON.parse(await json.innerText())).toEqual(expect.any(Object))
    })

    await test.step('run here, it comes to the same as on the server, check by check', async () => {
      await page.getByRole('button', { name: say(locale, 'workbench.draw.run') }).click()
      await expect(page.locator('[data-comparison="agree"]')).toBeVisible({ timeout: gradedMs })
      const stored = await page.request.get(`/api/submissions/${id}`)
      const { verdict }: { verdict: { checks: unknown[] } } = await stored.json()
      await expect(page.locator('[data-compared]')).toHaveCount(verdict.checks.length)
      // The same browser program, renderer and draw: not one bit may differ.
      await expect(page.locator('[data-agreement="same"]')).toHaveCount(verdict.checks.length)
      await expect(page.getByText(say(locale, 'workbench.draw.compare.exact'))).toBeVisible()
    })

    await test.step('nothing is wider than the screen', async () => {
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wider).toBe(0)
    })

    await test.step('another learner and a visitor get nothing of it', async () => {
      const stranger = await (await browser.newContext()).newPage()
      expect((await stranger.request.get(`/api/submissions/${id}/draw`)).status()).toBe(401)
      await signUp(stranger, locale, makePerson('Jim'))
      expect((await stranger.request.get(`/api/submissions/${id}/draw`)).status()).toBe(404)
      expect((await page.request.get(`/api/submissions/${id}/draw`)).status()).toBe(200)
      await stranger.context().close()
    })
  })
}
