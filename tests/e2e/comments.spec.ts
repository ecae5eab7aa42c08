/** A submission talked about: staff comment on a line, and the learner, who has it open, reads it and answers. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'

import { expect, test } from './page-faults.ts'
import { assign, becomeInstructor, createClass, joinClass, makePerson, signUp } from './people.ts'
import { say } from './words.ts'

const locale = 'en'
const slug = 'he-30-layers'
const source = 'export function initStd(fanIn: number): number {\n  return Math.sqrt(2 / fanIn)\n}\n'

test('a comment on a line reaches the learner’s open page, and the answer the teacher’s', async ({ browser, page }) => {
  test.setTimeout(240_000)
  const teacher = await (await browser.newContext()).newPage()
  await signUp(teacher, locale, makePerson('Ms Han'))
  await becomeInstructor(teacher, locale)
  const { path, code } = await createClass(teacher, locale, 'Comments')
  await teacher.goto(`/${locale}/course`)
  const title = await teacher.locator(`main a[href="/${locale}/exercises/${slug}"]`).first().innerText()
  await teacher.goto(path)
  await assign(teacher, locale, title)
  await signUp(page, locale, makePerson('Li Lei'))
  await joinClass(page, locale, code)
  const id = await submitByHand(page)
  const classId = path.split('/').at(-1) ?? ''
  await page.goto(`/${locale}/submissions/${id}`)
  await expect(page.locator('[data-comments="whole"]')).toBeVisible()

  await test.step('the teacher reaches the second line with the arrow keys and comments on it', async () => {
    await teacher.goto(`/${locale}/submissions/${id}?class=${classId}`)
    await teacher.getByRole('button', { name: 'Comment on line 1', exact: true }).focus()
    await teacher.keyboard.press('ArrowDown')
    await teacher.keyboard.press('Enter')
    await teacher.keyboard.type('Why 2?\nSay it in a comment.')
    await teacher.keyboard.press('ControlOrMeta+Enter')
    await expect(commentsAt(teacher, 2)).toContainText('Say it in a comment.')
    await expectNoSeriousFault(teacher)
  })

  await test.step('the learner’s page shows it by itself, and takes the answer', async () => {
    await expect(commentsAt(page, 2)).toContainText('Ms Han')
    await page.getByRole('button', { name: 'Comment on line 2', exact: true }).click()
    await page.getByLabel('Comment on line 2', { exact: true }).last().fill('Half of the units are off.')
    await page.getByRole('button', { name: say(locale, 'review.comment.send'), exact: true }).click()
    await expect(commentsAt(teacher, 2)).toContainText('Half of the units are off.')
  })

  await test.step('the learner’s class says so, and staff see it as the learner does', async () => {
    await page.goto(path)
    await expect(page.locator(`[data-assignment="${slug}"]`)).toContainText('2 comments')
    await teacher.getByRole('link', { name: /^View the class as/ }).click()
    await expect(teacher.getByText(say(locale, 'standing.as.recorded'))).toBeVisible()
    await expect(teacher.locator(`[data-assignment="${slug}"]`)).toContainText('2 comments')
    await teacher.goto(`${path}/log`)
    await expect(teacher.locator('[data-action="learner.viewed"]')).toContainText('Li Lei')
  })
  await teacher.context().close()
})

function commentsAt(page: Page, line: number) {
  return page.locator(`[data-comments="${line}"]`)
}

/** As the workbench sends it, without the workbench. */
async function submitByHand(page: Page): Promise<string> {
  const answer: unknown = await page.evaluate(
    async (body) => {
      const response = await fetch('/api/submissions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return response.json()
    },
    { slug, source },
  )
  if (typeof answer !== 'object' || answer === null || !('id' in answer)) throw new Error('it was not taken')
  return String(answer.id)
}

async function expectNoSeriousFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
}
