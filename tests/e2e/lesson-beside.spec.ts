/** From a recognised misconception to the very place of the lesson, and back. */
import { expect, test } from './page-faults.ts'
import { say } from './words.ts'
import { heSolutions, openExercise, run, typeCode, verdictLine } from './workbench-steps.ts'

for (const locale of ['en', 'zh'] as const) {
  test(`[${locale}] the lesson opens beside the code, and verdict and hints stay`, async ({ page }) => {
    test.setTimeout(120_000)
    await openExercise(page, locale, 'he-30-layers')
    await typeCode(page, heSolutions.xavier)
    await run(page)
    await expect(verdictLine(page, 'failed', 'provisional')).toBeVisible({ timeout: 60_000 })
    await page
      .getByRole('button', { name: say(locale, 'verdict.check.showHint') })
      .first()
      .click()
    const hint = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: '1' }).first()
    await expect(hint).toBeVisible()
    const link = page.getByRole('link', { name: say(locale, 'verdict.misconception.lesson') })

    await link.click()
    const place = page.locator('#about-he-30-layers-xavier')
    await expect(place).toBeInViewport()
    await expect(verdictLine(page, 'failed', 'provisional')).toBeVisible()
    await expect(page.locator('[data-editor="monaco"]')).toContainText('1 / fanIn')

    await page.getByRole('link', { name: say(locale, 'workbench.lessonBeside.close') }).click()
    await expect(page.locator('[data-lesson-beside]')).toHaveCount(0)
    await expect(verdictLine(page, 'failed', 'provisional')).toBeVisible()
    // Whoever came by the keyboard goes on where they were.
    await expect(link).toBeFocused()

    await page.getByRole('link', { name: say(locale, 'workbench.lesson'), exact: true }).click()
    await page.getByRole('link', { name: say(locale, 'workbench.lessonBeside.page') }).click()
    await expect(page).toHaveURL(/\/lessons\/initialisation\/a-half-at-every-layer$/)
    await page.goBack()
    await expect(verdictLine(page, 'failed', 'provisional')).toBeVisible()
    await expect(hint).toBeVisible()
  })
}
