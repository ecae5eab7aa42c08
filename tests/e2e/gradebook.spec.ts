/** The gradebook as an instructor works in it: by keyboard, while learners submit. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'

import { closeDatabase, inTransaction, openDatabase } from '../../store/foundation/database.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { findUserByEmail } from '../../store/accounts/users.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { expect, test } from './page-faults.ts'
import { assign, becomeInstructor, createClass, joinElsewhere, makePerson, signUp } from './people.ts'
import { say } from './words.ts'

const slug = 'he-30-layers'
const locale = 'en'

test('an instructor moves by keyboard, sees a grade arrive, overrides it and takes the table home', async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000)
  const learners = [makePerson('Ada'), makePerson('Bo')] as const
  await signUp(page, locale, makePerson('Ms Han'))
  await becomeInstructor(page, locale)
  await page.goto(`/${locale}/course`)
  const title = await page.locator(`main a[href="/${locale}/exercises/${slug}"]`).first().innerText()
  const { path, code } = await createClass(page, locale, 'Gradebook')
  await assign(page, locale, title)
  for (const learner of learners) await joinElsewhere(browser, locale, { person: learner, code })

  await page.goto(`${path}/gradebook`)
  const grid = page.getByRole('grid')
  const cellOf = (name: string) => grid.getByRole('row').filter({ hasText: name }).getByRole('gridcell').first()
  await expect(cellOf('Ada')).toHaveAccessibleName(say(locale, 'gradebook.cell.none'))

  await test.step('arrows lead to a cell, which keeps the focus when its grade arrives', async () => {
    await grid.getByRole('columnheader').first().focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
    await expect(cellOf('Bo')).toBeFocused()
    await submitAs(learners[1].email, 0.5)
    await expect(cellOf('Bo')).toHaveAccessibleName(/^Not passed, \d+ of \d+ points, 1 attempt$/)
    await expect(cellOf('Bo')).toBeFocused()
    await expect(cellOf('Ada')).toHaveAccessibleName(say(locale, 'gradebook.cell.none'))
  })

  await test.step('Enter opens how it came about; points by hand count at once; Escape leads back', async () => {
    await page.keyboard.press('Enter')
    const detail = page.getByRole('region', { name: 'Bo' })
    await expect(detail).toContainText('50%')
    await expectNoSeriousFault(page)
    await detail.getByText(say(locale, 'gradebook.panel.override.title')).click()
    await detail.getByLabel(/^Points/).fill('9.5')
    await detail.getByLabel(say(locale, 'gradebook.panel.override.reason'), { exact: true }).fill('oral exam')
    await detail.getByRole('button', { name: say(locale, 'gradebook.panel.override.give') }).click()
    await expect(cellOf('Bo')).toHaveAccessibleName(/9\.5 of .*points given by hand$/)
    await page.keyboard.press('Escape')
    await expect(cellOf('Bo')).toBeFocused()
  })

  await test.step('the column’s head sorts, and the filter leaves whom it names', async () => {
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(grid.getByRole('columnheader').nth(1)).toHaveAttribute('aria-sort', 'descending')
    await expect(grid.getByRole('rowheader').nth(1)).toContainText('Bo')
    await page.getByLabel(say(locale, 'gradebook.filter.text')).fill('ada')
    await expect(grid).toHaveAttribute('aria-rowcount', '3')
  })

  const answer = await page.request.get(`/api${path.slice(3)}/gradebook.csv?kind=details`)
  expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect(await answer.text()).toContain('oral exam')
})

async function submitAs(email: string, score: number): Promise<void> {
  const database = openDatabase(process.env['DATABASE_URL'] ?? '', { connections: 2 })
  try {
    const user = await findUserByEmail(database, email)
    if (user === undefined) throw new Error('who submits has signed up')
    const revisionId = await keepRevision(database, { slug, revision: 'gradebook', files: { 'starter.ts': '' } })
    const { id } = await inTransaction(database, (transaction) =>
      createSubmission(transaction, { userId: user.id, slug, revisionId, source: 'export {}' }),
    )
    await recordVerdict(database, {
      submissionId: id,
      graderRevision: 'gradebook',
      drawId: null,
      verdict: {
        kind: 'failed',
        score,
        checks: [],
        misconception: null,
        problem: null,
        notes: [],
        plots: [],
        console: [],
        backend: 'wasm',
        renderer: 'test',
        seed: 7,
        durationMs: 10,
      },
    })
  } finally {
    await closeDatabase(database)
  }
}

async function expectNoSeriousFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}
