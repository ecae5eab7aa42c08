/** Where something on the way holds back or loses what the page needs. */
import { expect, test } from './page-faults.ts'
import { becomeInstructor, createClass, makePerson, signUp } from './people.ts'
import { heSolutions, run, typeCode, verdictLine, wakeEditor } from './workbench-steps.ts'
import { say } from './words.ts'

test('an editor that does not load says that it is a plain text field, runs what is written there, and is tried again', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const lost = { on: false }
  await page.route('**/_next/static/**', (route) => (lost.on ? route.abort() : route.continue()))
  await page.goto('/en/exercises/he-30-layers')
  await page.waitForLoadState('networkidle')
  lost.on = true
  await page.getByRole('textbox', { name: /Code editor/ }).focus()
  await expect(page.locator('[data-editor="failed"]')).toBeVisible()
  await expect(page.getByText(say('en', 'workbench.editor.failed'))).toBeVisible()
  await typeCode(page, heSolutions.xavier)
  lost.on = false
  await run(page)
  await expect(verdictLine(page, 'failed', 'provisional')).toBeVisible({ timeout: 60_000 })
  const retry = page.getByRole('button', { name: say('en', 'workbench.editor.retry') })
  if (await retry.isVisible()) await retry.click()
  await wakeEditor(page)
  await expect(page.locator('[data-editor="monaco"]')).toContainText('1 / fanIn')
})

test('a live view whose stream stays silent says so and asks instead', async ({ page }) => {
  await signUp(page, 'en', makePerson('Ms Han'))
  await becomeInstructor(page, 'en')
  const { path } = await createClass(page, 'en', 'Behind a proxy')
  // Held open, as a proxy does that waits for the end of an answer.
  await page.route('**/api/classes/*/live', () => new Promise(() => undefined))
  await page.goto(`${path}/live`)
  await expect(page.getByText(say('en', 'live.asking'))).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(say('en', 'live.empty'))).toBeVisible()
})
