/** The whole job, end to end: learn, practise, be graded, be taught. */
import type { Page } from 'playwright/test'

import { expect, test } from './page-faults.ts'
import { assign, becomeInstructor, createClass, joinClass, makePerson, signUp } from './people.ts'
import { locales, say, type Locale } from './words.ts'
import { heSolutions, openExercise, run, submit, typeCode, verdictLine, wakeEditor } from './workbench-steps.ts'

const slug = 'he-30-layers'
const gradedMs = 90_000

for (const locale of locales) {
  test(`[${locale}] a learner learns, is graded, is taught, and keeps it to themselves`, async ({ browser, page }) => {
    test.setTimeout(420_000)
    const teacher = await openContext(browser)
    const stranger = await openContext(browser)
    const learner = makePerson('Li Lei')

    await signUp(teacher, locale, makePerson('Ms Han'))
    await becomeInstructor(teacher, locale)
    const lessonPath = await findLessonPath(teacher, locale)
    const title = await findExerciseTitle(teacher, locale)
    const { path: classPath, code } = await createClass(teacher, locale, 'Deep Learning 101')
    await assign(teacher, locale, title)

    await test.step('signs up, joins the class and reads the lesson', async () => {
      await signUp(page, locale, learner)
      await joinClass(page, locale, code)
      await page.goto(lessonPath)
      await dragFigure(page)
    })

    await test.step('types a right answer, runs it, and sees a provisional verdict with its plot', async () => {
      await openExercise(page, locale, slug)
      await typeCode(page, heSolutions.right)
      await run(page)
      await expect(verdictLine(page, 'passed', 'provisional')).toBeVisible({ timeout: gradedMs })
      await page.getByRole('tab', { name: say(locale, 'workbench.tabs.plot') }).click()
      await expect(page.getByRole('tabpanel').getByRole('img').first()).toBeVisible()
    })

    await test.step('submits it, gets it verified, and finds it again after a reload', async () => {
      await submit(page, locale)
      await expect(verdictLine(page, 'passed', 'verified')).toBeVisible({ timeout: gradedMs })
      // What comes next is said at once.
      await expect(page.locator('[data-passed]').getByRole('link')).toBeVisible()
      await page.reload()
      await wakeEditor(page)
      await expect(page.locator('.view-lines')).toContainText('negSlope * negSlope')
      await page.getByRole('tab', { name: say(locale, 'workbench.tabs.history') }).click()
      await expect(page.getByRole('tabpanel')).toContainText(say(locale, 'verdict.kinds.passed'))
    })

    await test.step('reads the name of a known wrong idea', async () => {
      await typeCode(page, heSolutions.xavier)
      await run(page)
      await page.getByRole('tab', { name: say(locale, 'workbench.tabs.checks') }).click()
      await expect(verdictLine(page, 'failed', 'provisional')).toBeVisible({ timeout: gradedMs })
      await expect(page.getByText(say(locale, 'verdict.misconception.title'))).toBeVisible()
      await expect(page.getByRole('tabpanel')).toContainText('Xavier')
    })

    await test.step('reads on every tab why nothing could start, and takes an earlier version back', async () => {
      await typeCode(page, 'export const other = 1')
      await run(page)
      await expect(verdictLine(page, 'invalid', 'provisional')).toBeVisible({ timeout: gradedMs })
      for (const tab of ['checks', 'plot', 'console', 'history'] as const) {
        await page.getByRole('tab', { name: say(locale, `workbench.tabs.${tab}`) }).click()
        await expect(page.locator('[data-problem]').first()).toContainText('initStd')
      }
      await page
        .getByRole('button', { name: say(locale, 'workbench.history.restore') })
        .last()
        .click()
      await expect(page.locator('.view-lines')).toContainText('negSlope * negSlope')
      await expect(page.getByRole('tabpanel')).toContainText(say(locale, 'workbench.changedSince'))
    })

    await test.step('an endless loop is stopped while the page stays alive', async () => {
      await typeCode(page, heSolutions.endless)
      await run(page)
      // The page answers while the loop runs: the task can be read and a tab chosen.
      await page.getByRole('tab', { name: say(locale, 'workbench.tabs.console') }).click({ timeout: 2_000 })
      await page.getByRole('tab', { name: say(locale, 'workbench.tabs.checks') }).click({ timeout: 2_000 })
      await expect(verdictLine(page, 'timed-out', 'provisional')).toBeVisible({ timeout: gradedMs })
      await submit(page, locale)
      await expect(verdictLine(page, 'timed-out', 'verified')).toBeVisible({ timeout: gradedMs })
    })

    await test.step('the instructor sees the learner, the score and both attempts, and opens the code', async () => {
      await teacher.goto(`${classPath}/gradebook`)
      const row = teacher.getByRole('row').filter({ hasText: learner.email })
      const cell = row.getByRole('gridcell').first()
      await expect(cell).toHaveAccessibleName(new RegExp(`^${say(locale, 'common.kinds.passed')}.*20.*2`))
      await cell.click()
      // The detail opens beside the table; the newest submission comes first.
      await teacher.getByRole('region', { name: learner.name }).getByRole('link').last().click()
      await expect(teacher).toHaveURL(/\/submissions\//)
      await expect(teacher.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(teacher.getByRole('main')).toContainText('negSlope * negSlope')
    })

    await test.step('another learner can open neither the submission nor the class', async () => {
      await signUp(stranger, locale, makePerson('Jim'))
      for (const path of [new URL(teacher.url()).pathname, classPath, `${classPath}/gradebook`]) {
        const response = await stranger.goto(path)
        expect(response?.status(), path).toBe(404)
        await expect(
          stranger.getByRole('heading', { level: 1, name: say(locale, 'errors.notFoundTitle') }),
        ).toBeVisible()
      }
      const answer = await stranger.request.get(`/api/submissions/${teacher.url().split('/').at(-1)}`)
      expect(answer.status()).toBe(404)
    })

    await test.step('a learner of the class cannot open its gradebook', async () => {
      const response = await page.goto(`${classPath}/gradebook`)
      expect(response?.status()).toBe(403)
    })

    await Promise.all([teacher.context().close(), stranger.context().close()])
  })
}

async function openContext(browser: import('playwright/test').Browser): Promise<Page> {
  return (await browser.newContext()).newPage()
}

/** As the course map links to it. */
async function findLessonPath(page: Page, locale: Locale): Promise<string> {
  await page.goto(`/${locale}/exercises/${slug}`)
  const href = await page
    .getByRole('link', { name: say(locale, 'workbench.lesson'), exact: true })
    .first()
    .getAttribute('href')
  if (href === null) throw new Error(`${slug} names no lesson`)
  return href
}

async function findExerciseTitle(page: Page, locale: Locale): Promise<string> {
  await page.goto(`/${locale}/course`)
  return page.locator(`main a[href="/${locale}/exercises/${slug}"]`).first().innerText()
}

/** Moves the first slider of the lesson's first figure by dragging, and sees what the figure says change. */
async function dragFigure(page: Page): Promise<void> {
  const figure = page.locator('figure').first()
  const slider = figure.getByRole('slider').first()
  await slider.scrollIntoViewIfNeeded()
  const before = await figure.innerText()
  const box = await slider.boundingBox()
  if (box === null) throw new Error('the slider is not on the page')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.3, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.8, y, { steps: 8 })
  await page.mouse.up()
  await expect.poll(() => figure.innerText()).not.toBe(before)
}
