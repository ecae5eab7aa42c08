import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'

import { show } from '../../tests/components/show.tsx'
import { Form } from './form.tsx'
import { timeField } from './text-field.ts'
import { WallTimeInput } from './wall-time-input.tsx'

const timeZone = 'Europe/Zurich'

/** @param failed what a server has refused */
function DueForm({ onSend, failed = [] }: { onSend: (at: string | null) => void; failed?: string[] }) {
  return (
    <Form
      failed={failed}
      onSubmit={(event) => {
        event.preventDefault()
        onSend(timeField(new FormData(event.currentTarget), 'dueAt', timeZone))
      }}
    >
      <label htmlFor="due">Due</label>
      <WallTimeInput id="due" name="dueAt" timeZone={timeZone} defaultValue="" />
      <button type="submit">Save</button>
    </Form>
  )
}

test.each([
  ['en', 'Clocks in Europe/Zurich never show this time: they are put forward over it. Choose another one.'],
  ['zh', /^Europe\/Zurich 的时钟在这一天向前拨/],
] as const)(
  '%s: a time that clocks skip is said to be wrong, not sent, and kept to be mended',
  async (locale, words) => {
    const onSend = vi.fn<(at: string | null) => void>()
    const screen = await show(<DueForm onSend={onSend} />, { locale })
    const due = screen.getByLabelText('Due')
    await due.fill('2026-03-29T02:30')
    await expect.element(due).toBeInvalid()
    await expect.element(due).toHaveAccessibleDescription(words)
    await expect.element(screen.getByRole('status')).toMatchTextContent(words)
    await screen.getByRole('button', { name: 'Save' }).click()
    await expect.element(due).toHaveFocus()
    await expect.element(due).toHaveValue('2026-03-29T02:30')
    expect(onSend).not.toHaveBeenCalled()
    await due.fill('2026-03-29T03:30')
    await userEvent.keyboard('{Enter}')
    expect(onSend).toHaveBeenCalledExactlyOnceWith('2026-03-29T01:30:00.000Z')
  },
)

test('of a time that clocks show twice the first one is sent, and it is said so', async () => {
  const onSend = vi.fn<(at: string | null) => void>()
  const screen = await show(<DueForm onSend={onSend} />)
  await screen.getByLabelText('Due').fill('2026-10-25T02:30')
  await expect.element(screen.getByRole('status')).toMatchTextContent('The first one counts.')
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('2026-10-25T00:30:00.000Z')
})

test('a time that the server refused is marked as any other field is', async () => {
  const screen = await show(<DueForm onSend={() => undefined} failed={['dueAt']} />)
  await expect.element(screen.getByLabelText('Due')).toHaveAttribute('aria-invalid', 'true')
})
