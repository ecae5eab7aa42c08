import { expect, test } from 'vitest'

import { classApi } from '../../contracts/classes.ts'
import { show } from '../../tests/components/show.tsx'
import { noNetwork, Refusal, serve } from '../../tests/components/web.ts'
import { JoinPanel } from './join-panel.tsx'

const panel = (
  <JoinPanel
    classroomId="c"
    timeZone="Europe/Zurich"
    code="ABC-123"
    link="https://gym.example/join/ABC-123"
    standing="open"
    endsAt={null}
    mayChange
  />
)

test('an end that no network takes stays in its field, to be sent again', async () => {
  const asked = serve(classApi.changeJoining, () => noNetwork)
  const screen = await show(panel)
  const end = screen.getByLabelText('Closes by itself, Europe/Zurich')
  await end.fill('2026-06-01T12:00')
  await screen.getByRole('button', { name: 'Set' }).click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent('There is no network.')
  await expect.element(end).toHaveValue('2026-06-01T12:00')
  expect(asked.map(({ body }) => body)).toEqual([{ endsAt: '2026-06-01T10:00:00.000Z' }])
})

test('an end that the server refuses is marked, and has the focus', async () => {
  serve(classApi.changeJoining, () => new Refusal('invalid-input', { field: 'endsAt' }))
  const screen = await show(panel)
  const end = screen.getByLabelText('Closes by itself, Europe/Zurich')
  await end.fill('2026-06-01T12:00')
  await screen.getByRole('button', { name: 'Set' }).click()
  await expect.element(end).toHaveFocus()
  await expect.element(end).toBeInvalid()
})
