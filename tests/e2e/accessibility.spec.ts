/** No page has a serious fault that a machine can find, in either theme and language. */
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'

import { expect, test } from './page-faults.ts'
import { assign, becomeInstructor, createClass, joinClass, makePerson, signUp } from './people.ts'
import { makeSchool } from './school.ts'
import { wakeEditor } from './workbench-steps.ts'

const open = [
  '',
  '/course',
  '/glossary',
  '/lessons/initialisation/a-half-at-every-layer',
  '/exercises/he-30-layers',
  '/sign-in',
  '/sign-up',
  '/nowhere',
]

/** Of he-30-layers. */
const titles = { en: 'Thirty layers, one standard deviation', zh: '三十层，一个标准差' }
/** Of a class. */
const rooms = ['assignments', 'people', 'gradebook', 'insight', 'live', 'regrade', 'log', 'settings']

// Both languages and both themes, each once.
for (const [locale, theme] of [
  ['en', 'light'],
  ['zh', 'dark'],
] as const) {
  test(`[${locale}, ${theme}] pages that anyone may open`, async ({ page }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ colorScheme: theme })
    for (const path of open) {
      await page.goto(`/${locale}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoSeriousFault(page, path)
      if (!path.startsWith('/exercises/')) continue
      // The editor replaces its plain text field: the fault may be in either.
      await wakeEditor(page)
      await expectNoSeriousFault(page, `${path} with its editor`)
    }
  })

  test(`[${locale}, ${theme}] pages of people who are signed in`, async ({ browser, page }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ colorScheme: theme })
    await signUp(page, locale, makePerson('Ms Han'))
    await becomeInstructor(page, locale)
    const { path, code } = await createClass(page, locale, 'Axe')
    await assign(page, locale, titles[locale])
    const learner = await (await browser.newContext({ colorScheme: theme })).newPage()
    await signUp(learner, locale, makePerson('Li Lei'))
    await joinClass(learner, locale, code)
    await expectNoSeriousFault(learner, 'the class as its learner sees it')
    const places = ['me', 'second-factor', 'notices', 'classes'].map((place) => `/${locale}/${place}`)
    for (const place of [...places, path, ...rooms.map((room) => `${path}/${room}`)]) {
      await page.goto(place)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoSeriousFault(page, place)
    }
    await learner.context().close()
  })
}

// With somebody in them they show what an empty class has not.
test('pages of a class in which learners have worked', async ({ browser, baseURL }) => {
  test.setTimeout(240_000)
  const school = await makeSchool(baseURL ?? '')
  const { classId, assignmentId, submissionId, twinId, regradeId, learnerId } = school
  const context = await browser.newContext({
    storageState: await school.as('instructor').storageState(),
    colorScheme: 'dark',
  })
  const page = await context.newPage()
  const inClass = `/zh/classes/${classId}`
  const similar = `${inClass}/insight/${assignmentId}/similar`
  for (const place of [
    ...rooms.map((room) => `${inClass}/${room}`),
    similar,
    `${similar}/${submissionId}/${twinId}`,
    `${inClass}/insight/${assignmentId}?by=standing&value=tried`,
    `${inClass}/regrade/${regradeId}`,
    `${inClass}/as/${learnerId}`,
    `/zh/submissions/${submissionId}?class=${classId}`,
  ]) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoSeriousFault(page, place)
  }
  await context.close()
  await school.close()
})

// Each lesson has a figure of its own. One look at each: every other one in Chinese and dark.
test('pages of all lessons', async ({ page }) => {
  test.setTimeout(240_000)
  const lessons = globSync('*/*/lesson.json', { cwd: join(import.meta.dirname, '..', '..', 'lessons') })
  expect(lessons.length).toBeGreaterThan(10)
  for (const [k, file] of lessons.toSorted().entries()) {
    const [locale, colorScheme] = k % 2 === 0 ? (['en', 'light'] as const) : (['zh', 'dark'] as const)
    const place = `/${locale}/lessons/${dirname(file)}`
    await page.emulateMedia({ colorScheme })
    await page.goto(place)
    await expect(page.locator('figure[data-figure]').first()).toBeVisible()
    await expectNoSeriousFault(page, place)
  }
})

/** Small faults that make a page harder to find one's way in. */
const structural = new Set(['empty-table-header', 'landmark-unique', 'region', 'heading-order'])

async function expectNoSeriousFault(page: Page, where: string): Promise<void> {
  // A header that is one formula is heard as its MathML, which axe takes for nothing.
  const { violations } = await new AxeBuilder({ page }).exclude('th:has(> .katex:only-child)').analyze()
  const serious = violations.filter(
    ({ id, impact }) => impact === 'serious' || impact === 'critical' || structural.has(id),
  )
  expect(
    serious.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([])
}
