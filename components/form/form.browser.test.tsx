import { useActionState, useState } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'

import { show } from '../../tests/components/show.tsx'
import { Field, FormMessage } from './field.tsx'
import { Form } from './form.tsx'
import { PasswordField } from './password-field.tsx'

type Failed = readonly string[] | null

/** Fields, a button that rests while it is sent, and a message, as the forms of the product have them. */
function Fields({ failed, pending }: { failed: Failed; pending: boolean }) {
  return (
    <>
      <Field label="Name" name="name" hint="Seen by all." defaultValue="Ada" required />
      <PasswordField label="Password" name="password" />
      <FormMessage text={failed === null ? null : 'That does not do.'} />
      <button type="submit" disabled={pending}>
        Save
      </button>
    </>
  )
}

function ActionForm({ send }: { send: () => Promise<Failed> }) {
  const [failed, submit, pending] = useActionState(send, null)
  return (
    <Form failed={failed ?? []} action={submit}>
      <Fields failed={failed} pending={pending} />
    </Form>
  )
}

function SubmittedForm({ send }: { send: () => Promise<Failed> }) {
  const [{ failed, pending }, setState] = useState<{ failed: Failed; pending: boolean }>({
    failed: null,
    pending: false,
  })
  return (
    <Form
      failed={failed ?? []}
      onSubmit={(event) => {
        event.preventDefault()
        setState({ failed: null, pending: true })
        void send().then((next) => setState({ failed: next, pending: false }))
      }}
    >
      <Fields failed={failed} pending={pending} />
    </Form>
  )
}

/** Answers in the order of the test, each when it says so. */
function answers() {
  const asked: Array<(failed: Failed) => void> = []
  return { send: () => new Promise<Failed>((resolve) => asked.push(resolve)), asked }
}

test.each([
  ['an action', ActionForm],
  ['an event', SubmittedForm],
])(
  'a form sent by %s marks the field that was refused, says why there, and leads back to it each time',
  async (_, Trial) => {
    const { send, asked } = answers()
    const screen = await show(<Trial send={send} />)
    const name = screen.getByRole('textbox', { name: 'Name' })
    const save = screen.getByRole('button', { name: 'Save' })
    for (const turn of [0, 1]) {
      save.element().focus()
      await userEvent.keyboard('{Enter}')
      await expect.poll(() => asked.length).toBe(turn + 1)
      asked[turn]?.(['name'])
      await expect.element(save).toBeEnabled()
      await expect.element(name).toHaveFocus()
      await expect.element(name).toBeInvalid()
      await expect.element(name).toHaveAccessibleDescription('Seen by all. That does not do.')
      await expect.element(screen.getByLabelText('Password', { exact: true })).not.toHaveAttribute('aria-invalid')
      await expect.element(screen.getByRole('alert')).toHaveTextContent('That does not do.')
    }
  },
)

test('who has gone on to something else stays there', async () => {
  const { send, asked } = answers()
  const screen = await show(
    <>
      <ActionForm send={send} />
      <button type="button">Elsewhere</button>
    </>,
  )
  await screen.getByRole('button', { name: 'Save' }).click()
  const elsewhere = screen.getByRole('button', { name: 'Elsewhere' })
  await elsewhere.click()
  asked[0]?.(['name'])
  await expect.element(screen.getByRole('textbox', { name: 'Name' })).toBeInvalid()
  await expect.element(elsewhere).toHaveFocus()
})

test('where it is about no field, the button that was pressed can be pressed again at once', async () => {
  const { send, asked } = answers()
  const screen = await show(<ActionForm send={send} />)
  const save = screen.getByRole('button', { name: 'Save' })
  save.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(save).toBeDisabled()
  asked[0]?.([])
  await expect.element(screen.getByRole('alert')).toHaveTextContent('That does not do.')
  await expect.element(save).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => asked.length).toBe(2)
})

test('what the browser itself refuses is not sent, and its field has the focus', async () => {
  const { send, asked } = answers()
  const screen = await show(<ActionForm send={send} />)
  const name = screen.getByRole('textbox', { name: 'Name' })
  await name.fill('')
  await screen.getByRole('button', { name: 'Save' }).click()
  await expect.element(name).toHaveFocus()
  expect(asked).toEqual([])
})

test.each([
  ['en', 'Show the password', 'Hide the password'],
  ['zh', '显示 密码', '隐藏 密码'],
] as const)('%s: a password is masked until somebody wants to see it', async (locale, reveal, hide) => {
  const screen = await show(<PasswordField label="Password" name="password" />, { locale })
  const field = screen.getByLabelText('Password', { exact: true })
  await field.fill('gradient')
  await expect.element(field).toHaveAttribute('type', 'password')
  screen.getByRole('button', { name: reveal }).element().focus()
  await userEvent.keyboard(' ')
  await expect.element(field).toHaveAttribute('type', 'text')
  await expect.element(field).toHaveValue('gradient')
  await userEvent.keyboard(' ')
  await expect.element(screen.getByRole('button', { name: reveal })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: hide })).not.toBeInTheDocument()
  await expect.element(field).toHaveAttribute('type', 'password')
})
