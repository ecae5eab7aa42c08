import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'

import { extensionApi, overrideApi } from '../../contracts/assignments.ts'
import { gradebookApi } from '../../contracts/gradebook.ts'
import type { CellDetail } from '../../course/gradebook/gradebook-cell.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import type { Locale } from '../../i18n/routing.ts'
import { adasCell, smallClass } from '../../tests/components/gradebook-example.ts'
import { show } from '../../tests/components/show.tsx'
import { Refusal, serve } from '../../tests/components/web.ts'
import { CellPanel } from './cell-panel.tsx'

const [, row] = unpackGradebook(smallClass).rows
const changed: string[] = []

async function showPanel(locale: Locale = 'en', answer: () => CellDetail | Refusal = () => adasCell) {
  if (row === undefined) throw new Error('the example has no such learner')
  changed.length = 0
  serve(gradebookApi.readCell, answer)
  return show(
    <CellPanel
      classroomId="c"
      timeZone="Europe/Zurich"
      cell={{ userId: 'ada', assignmentId: 'a-vanish' }}
      row={row}
      title="Vanishing"
      onClose={() => undefined}
      onChanged={(userId) => changed.push(userId)}
    />,
    { locale },
  )
}

test.each([
  ['en', 'Give points by hand', 'Points, of 10', 'Reason', 'Give these points', 'The points count now.'],
  ['zh', '人工给分', '分数（满分 10）', '原因', '给出分数', '已按此分数计入成绩。'],
] as const)(
  '%s: points that are refused stay typed, lead back to their field, and count once they are taken',
  async (locale, fold, points, reason, give, done) => {
    const asked = serve(overrideApi.give, ({ body }) =>
      body.points > 20 ? new Refusal('invalid-input', { field: 'points' }) : null,
    )
    const screen = await showPanel(locale)
    await screen.getByText(fold).click()
    const field = screen.getByRole('spinbutton', { name: points })
    const why = screen.getByRole('textbox', { name: reason })
    await field.fill('21')
    await why.fill('Shown in class')
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveFocus()
    await expect.element(field).toBeInvalid()
    await expect.element(field).toHaveValue(21)
    await expect.element(why).toHaveValue('Shown in class')
    expect(changed).toEqual([])
    await field.fill('9')
    await screen.getByRole('button', { name: give }).click()
    await expect.element(screen.getByText(done)).toBeVisible()
    await expect.element(field).not.toHaveAttribute('aria-invalid')
    expect(changed).toEqual(['ada'])
    expect(asked.map(({ params, body }) => ({ ...params, ...body }))).toEqual([
      { id: 'a-vanish', userId: 'ada', points: 21, reason: 'Shown in class' },
      { id: 'a-vanish', userId: 'ada', points: 9, reason: 'Shown in class' },
    ])
  },
)

test('an extension that is refused says so at its time, and keeps what was typed', async () => {
  serve(extensionApi.grant, () => new Refusal('invalid-input', { field: 'dueAt' }))
  const screen = await showPanel()
  await screen.getByText('Give an extension').click()
  const due = screen.getByLabelText(/^Due/)
  await due.fill('2026-03-01T12:00')
  await userEvent.keyboard('{Enter}')
  await expect.element(due).toHaveFocus()
  await expect.element(due).toBeInvalid()
  await expect.element(due).toHaveValue('2026-03-01T12:00')
})

test('a detail that cannot be had says why, and can be asked for again', async () => {
  let standing: 'refused' | 'there' = 'refused'
  const screen = await showPanel('en', () => (standing === 'there' ? adasCell : new Refusal('forbidden', {}, 403)))
  await expect.element(screen.getByRole('alert')).toBeVisible()
  standing = 'there'
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Give points by hand')).toBeVisible()
  await expect.element(screen.getByText('Try again')).not.toBeInTheDocument()
})
