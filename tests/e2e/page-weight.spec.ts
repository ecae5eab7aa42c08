import { expect, test } from './page-faults.ts'

/** As it travels, compressed. */
const limitBytes = 200_000

test('a lesson page ships at most 200 kB of JavaScript, without Monaco and tfjs', async ({ page }) => {
  const scripts: Array<{ url: string; bytes: Promise<number> }> = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    scripts.push({ url: request.url(), bytes: request.sizes().then(({ responseBodySize }) => responseBodySize) })
  })
  await page.goto('/en/lessons/initialisation/a-half-at-every-layer')
  // Links that come into view may fetch ahead: all of them count.
  await page.mouse.move(600, 400)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let y = 0; y < height; y += 600) await page.mouse.wheel(0, 600)
  await page.waitForLoadState('networkidle')

  const sizes = await Promise.all(
    scripts.map(async ({ url, bytes }) => ({ url: new URL(url).pathname, bytes: await bytes })),
  )
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(sizes.length).toBeGreaterThan(0)
  expect(total, JSON.stringify(sizes, null, 2)).toBeLessThanOrEqual(limitBytes)
})
