/** Tables that come from outside, as an instructor brings them in: looked at, asked about, then done whole. */
import { expect, test } from './page-faults.ts'
import { assign, becomeInstructor, createClass, joinElsewhere, makePerson, signUp } from './people.ts'
import { say } from './words.ts'

const slug = 'he-30-layers'
const locale = 'en'

test('a roster invites, asks before it makes an instructor, and its links go out as texts', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signUp(page, locale, makePerson('Ms Han'))
  await becomeInstructor(page, locale)
  const { path } = await createClass(page, locale, 'Roster')
  await page.goto(`${path}/people`)
  const table = ['学号,姓名,邮箱,role', '007,李雷,lilei@example.org,', ',Dr. Wu,wu@example.org,teacher'].join('\n')
  await page.getByLabel(say(locale, 'people.roster.field')).fill(table)
  await page.getByRole('button', { name: say(locale, 'people.roster.preview') }).click()
  const commit = page.getByRole('button', { name: 'Do 2 changes' })
  await expect(commit).toBeDisabled()
  await page.getByRole('checkbox', { name: /^1 person becomes an instructor/ }).check()
  await commit.click()
  await expect(page.getByText('Done: 2 changes.')).toBeVisible()

  const invited = page.getByRole('listitem').filter({ hasText: 'lilei@example.org' })
  await expect(invited).toContainText('李雷')
  await expect(invited).toContainText('007')
  const all = say(locale, 'people.invitations.all')
  await page.getByRole('button', { name: `${say(locale, 'people.invitations.copyList')}: ${all}` }).click()
  const list = await page.evaluate(() => navigator.clipboard.readText())
  expect(list).toContain('lilei@example.org')
  const links = list.match(/https?:\/\/\S+\/invitation\/\S+/g) ?? []
  expect(links).toHaveLength(2)
  expect(new URL(links[0] ?? '').origin).toBe(new URL(page.url()).origin)
})

test('a table of points is shown by name, asks before a bonus, and counts at once', async ({ browser, page }) => {
  test.setTimeout(180_000)
  const [ada, bo] = [makePerson('Ada'), makePerson('Bo')]
  await signUp(page, locale, makePerson('Ms Han'))
  await becomeInstructor(page, locale)
  await page.goto(`/${locale}/course`)
  const title = await page.locator(`main a[href="/${locale}/exercises/${slug}"]`).first().innerText()
  const { path, code } = await createClass(page, locale, 'Points')
  await assign(page, locale, title)
  for (const learner of [ada, bo]) await joinElsewhere(browser, locale, { person: learner, code })
  await page.goto(`${path}/gradebook`)
  await page.getByRole('button', { name: say(locale, 'gradebook.tables.import') }).click()
  const dialog = page.getByRole('dialog')
  const bring = async (lines: string[]) =>
    dialog.locator('input[type=file]').setInputFiles({
      name: 'points.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['email,assignment,override_points,override_reason', ...lines].join('\n')),
    })

  await bring([`${ada.email},nowhere,5,oral exam`])
  await expect(dialog).toContainText('nowhere')
  await bring([`${ada.email},"${title}",999,talk`, `${bo.email},${slug},5.5,oral exam`])
  await expect(dialog.getByRole('row').filter({ hasText: 'Ada' })).toContainText('more than')
  const commit = dialog.getByRole('button', { name: 'Change 2 grades' })
  await expect(commit).toBeDisabled()
  await dialog.getByRole('checkbox').check()
  await commit.click()
  await expect(dialog.getByText('2 grades were changed.')).toBeVisible()
  await dialog.getByRole('button', { name: say(locale, 'gradebook.tables.close') }).click()
  const cellOf = (name: string) =>
    page.getByRole('grid').getByRole('row').filter({ hasText: name }).getByRole('gridcell')
  await expect(cellOf('Ada').first()).toHaveAccessibleName(/999 of .*points given by hand$/)
  await expect(cellOf('Bo').first()).toHaveAccessibleName(/5\.5 of .*points given by hand$/)
})
