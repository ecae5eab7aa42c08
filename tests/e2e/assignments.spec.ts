/** An instructor prepares a term: assignments of the last one, other rules, more time for some; the log tells it afterwards. */
import { expect, test } from './page-faults.ts'
import { assign, becomeInstructor, createClass, joinElsewhere, makePerson, signUp } from './people.ts'
import { say } from './words.ts'

const exercise = 'Thirty layers, one standard deviation'
const named = (key: string) => say('en', `assignments.${key}`).replace('{title}', exercise)

test('an instructor takes over assignments, changes one, extends it for two learners, and reads all of it in the log', async ({
  page,
  browser,
}) => {
  await signUp(page, 'en', makePerson('Ms Han'))
  await becomeInstructor(page, 'en')
  await createClass(page, 'en', 'Last term')
  await assign(page, 'en', exercise)
  const { path, code } = await createClass(page, 'en', 'This term')
  for (const name of ['Ada', 'Bo']) await joinElsewhere(browser, 'en', { person: makePerson(name), code })

  await page.goto(`${path}/assignments`)
  await page.getByRole('button', { name: say('en', 'assignments.copy.button') }).click()
  await expect(page.getByText('1 assignment was taken over.')).toBeVisible()
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: exercise }) })
  await row.getByRole('button', { name: named('changeNamed') }).click()
  const points = row.getByLabel(say('en', 'assignments.fields.points'), { exact: true })
  const before = await points.inputValue()
  await points.fill('25')
  await row.getByRole('button', { name: say('en', 'assignments.save') }).click()
  await expect(row).toContainText('25 points')

  await row.getByRole('button', { name: named('extensionsOf') }).click()
  const attempts = row.getByLabel(say('en', 'extension.extraAttempts'))
  const learner = row.getByLabel(say('en', 'extension.learner'), { exact: true })
  for (const [name, count] of [
    ['Ada', '1'],
    ['Bo', '2'],
  ] as const) {
    await learner.selectOption(name)
    await expect(attempts).toHaveValue('0')
    await attempts.fill(count)
    await row.getByRole('button', { name: say('en', 'extension.grant') }).click()
    await expect(row.getByRole('button', { name: say('en', 'extension.change') })).toBeVisible()
  }
  // Each has their own.
  await learner.selectOption('Ada')
  await expect(attempts).toHaveValue('1')
  await learner.selectOption('Bo')
  await expect(attempts).toHaveValue('2')

  await page.goto(`${path}/log`)
  const entry = (action: string) => page.locator(`[data-action="${action}"]`)
  await expect(entry('assignment.changed')).toContainText(`Points: ${before} → 25`)
  await expect(entry('extension.granted')).toHaveCount(2)
  await expect(entry('extension.granted').first()).toContainText('More attempts: 0 → 2')
})
