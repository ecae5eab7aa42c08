import type { Page } from 'playwright/test'

import { expect, test } from './page-faults.ts'

/** As they travel, compressed. */
const lessonLimitBytes = 200_000
const exerciseLimitBytes = 300_000

test('a lesson page ships at most 200 kB of JavaScript, without Monaco and tfjs', async ({ page }) => {
  const scripts = weighScripts(page)
  await page.goto('/en/lessons/initialisation/a-half-at-every-layer')
  // Links that come into view may fetch ahead: all of them count.
  await page.mouse.move(600, 400)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let y = 0; y < height; y += 600) await page.mouse.wheel(0, 600)
  await expectAtMost(page, scripts, lessonLimitBytes)
})

test('an exercise ships at most 300 kB of JavaScript to who only reads it', async ({ page }) => {
  const scripts = weighScripts(page)
  await page.goto('/en/exercises/he-30-layers')
  await expect(page.locator('[data-editor="plain"]')).toBeVisible()
  await expectAtMost(page, scripts, exerciseLimitBytes)
})

interface Script {
  url: string
  bytes: Promise<number>
}

function weighScripts(page: Page): Script[] {
  const scripts: Script[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    scripts.push({ url: request.url(), bytes: request.sizes().then(({ responseBodySize }) => responseBodySize) })
  })
  return scripts
}

async function expectAtMost(page: Page, scripts: readonly Script[], limitBytes: number): Promise<void> {
  await page.waitForLoadState('networkidle')
  const sizes = await Promise.all(
    scripts.map(async ({ url, bytes }) => ({ url: new URL(url).pathname, bytes: await bytes })),
  )
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(sizes.length).toBeGreaterThan(0)
  expect(total, JSON.stringify(sizes, null, 2)).toBeLessThanOrEqual(limitBytes)
}
