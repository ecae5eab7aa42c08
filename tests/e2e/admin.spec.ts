/** What operators see, and how they put back into the queue what no grader will look at by itself. */
import path from 'node:path'

import AxeBuilder from '@axe-core/playwright'

import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import { endedBeforeRun } from '../../grader/host/grading.ts'
import { closeDatabase, inTransaction, openDatabase } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { findUserByEmail, setUserRole } from '../../store/accounts/users.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { expect, test } from './page-faults.ts'
import { makePerson, signUp } from './people.ts'
import { locales, say } from './words.ts'
import { heSolutions } from './workbench-steps.ts'

const gradedMs = 90_000
const looks = { en: { width: 1280, colorScheme: 'light' }, zh: { width: 360, colorScheme: 'dark' } } as const

for (const locale of locales) {
  test(`[${locale}] an admin finds a broken submission with its reason and queues it again`, async ({ page }) => {
    test.setTimeout(240_000)
    const { width, colorScheme } = looks[locale]
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    const operator = makePerson('Operator')
    await signUp(page, locale, operator)

    await test.step('for anybody else there is no such page', async () => {
      expect((await page.goto(`/${locale}/admin`))?.status()).toBe(404)
    })

    const submissionId = await withDatabase(async (database) => {
      const user = await findUserByEmail(database, operator.email)
      if (user === undefined) throw new Error('the operator has signed up')
      await setUserRole(database, user.id, 'admin')
      return makeBroken(database, user.id, `no browser (${locale})`)
    })

    await test.step('the page tells graders, verdicts and the reason, and fits the screen', async () => {
      expect((await page.goto(`/${locale}/admin`))?.status()).toBe(200)
      const graders = page.getByRole('region', { name: say(locale, 'admin.graders') })
      await expect(graders.getByText(say(locale, 'admin.isAlive')).first()).toBeVisible()
      const row = page.getByRole('row').filter({ hasText: submissionId })
      await expect(row).toContainText(`no browser (${locale})`)
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wider).toBe(0)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
    })

    await test.step('the page follows by itself', async () => {
      const later = await withDatabase(async (database) => {
        const user = await findUserByEmail(database, operator.email)
        if (user === undefined) throw new Error('the operator has signed up')
        return makeBroken(database, user.id, `later (${locale})`)
      })
      await expect(page.getByRole('row').filter({ hasText: later })).toBeVisible({ timeout: 20_000 })
    })

    await test.step('queued again, it leaves the list and gets its verdict', async () => {
      const row = page.getByRole('row').filter({ hasText: submissionId })
      await row.getByRole('button').click()
      await expect(row).toHaveCount(0)
      await page.goto(`/${locale}/submissions/${submissionId}`)
      await expect(page.locator('[data-verdict="passed"][data-standing="verified"]')).toBeVisible({ timeout: gradedMs })
    })
  })
}

test('metrics are not there for who has no token', async ({ request }) => {
  expect((await request.get('/api/metrics')).status()).toBe(404)
  expect((await request.get('/api/metrics', { headers: { authorization: 'Bearer guess' } })).status()).toBe(404)
})

/** As a grader leaves it that has given up. */
async function makeBroken(database: Database, userId: string, reason: string): Promise<string> {
  const folder = path.join(import.meta.dirname, '..', '..', 'exercises', 'he-30-layers')
  const exercise = await readExerciseFolder(folder)
  const revisionId = await keepRevision(database, exercise)
  const { slug } = exercise
  const { id } = await inTransaction(database, (transaction) =>
    createSubmission(transaction, { userId, slug, revisionId, source: heSolutions.right }),
  )
  const verdict = endedBeforeRun({ kind: 'broken', problem: null, seed: null })
  await recordVerdict(database, { submissionId: id, graderRevision: 'e2e', verdict, drawId: null, reason })
  return id
}

async function withDatabase<Result>(use: (database: Database) => Promise<Result>): Promise<Result> {
  const url = process.env['DATABASE_URL']
  if (url === undefined || url === '') throw new Error('DATABASE_URL must name the database of the product under test')
  const database = openDatabase(url, { connections: 1 })
  try {
    return await use(database)
  } finally {
    await closeDatabase(database)
  }
}
