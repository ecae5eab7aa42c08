/** What a class asks stands beside the exercise, and nobody submits in vain without being told. */
import { expect, test } from './page-faults.ts'
import { assign, becomeInstructor, createClass, joinClass, makePerson, signUp } from './people.ts'
import { heSolutions, openExercise, submit, typeCode, verdictLine } from './workbench-steps.ts'
import { say } from './words.ts'

const exercise = 'Thirty layers, one standard deviation'

test('the workbench shows the class’s dates and attempts, and asks before a submission that will not count', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const teacher = await (await browser.newContext()).newPage()
  await signUp(teacher, 'en', makePerson('Ms Han'))
  await becomeInstructor(teacher, 'en')
  const { path, code } = await createClass(teacher, 'en', 'Deep Learning 101')
  await assign(teacher, 'en', exercise)
  const change = async (data: object): Promise<void> => {
    await teacher.goto(`${path}/assignments`)
    const row = teacher.getByRole('listitem').filter({ has: teacher.getByRole('link', { name: exercise }) })
    await row.getByRole('button', { name: say('en', 'assignments.changeNamed').replace('{title}', exercise) }).click()
    for (const [label, value] of Object.entries(data)) await row.getByLabel(label, { exact: true }).fill(value)
    await row.getByRole('button', { name: say('en', 'assignments.save') }).click()
    await expect(row.getByRole('button', { name: say('en', 'assignments.save') })).toBeHidden()
  }
  await change({ [say('en', 'assignments.fields.attemptLimit')]: '1' })

  await signUp(page, 'en', makePerson('Ada'))
  await joinClass(page, 'en', code)
  await openExercise(page, 'en', 'he-30-layers')
  const strip = page.getByRole('list', { name: say('en', 'workbench.assignment.label') })
  await expect(strip).toContainText('Deep Learning 101')
  await expect(strip).toContainText('1 attempt left of 1')
  await typeCode(page, heSolutions.xavier)
  await submit(page, 'en')
  await expect(verdictLine(page, 'failed', 'verified')).toBeVisible({ timeout: 90_000 })
  await expect(strip.locator('[data-uncounted="no-attempts"]')).toBeVisible()

  // Asked once, and graded all the same for who goes on.
  await typeCode(page, heSolutions.right)
  await submit(page, 'en')
  const question = page.getByRole('dialog')
  await expect(question).toContainText('Deep Learning 101')
  await question.getByRole('button', { name: say('en', 'workbench.assignment.ask.cancel') }).click()
  await expect(question).toBeHidden()
  await submit(page, 'en')
  await expect(verdictLine(page, 'passed', 'verified')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText(say('en', 'workbench.assignment.doesNotCount'))).toBeVisible()
})
