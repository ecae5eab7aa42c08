import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import common from '../../messages/en/common.json' with { type: 'json' }
import { failedFields } from './failed-fields.ts'
import { Field, FormMessage } from './field.tsx'
import { Form } from './form.tsx'
import { PasswordField } from './password-field.tsx'

function draw(failed: readonly string[]) {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common }}>
      <Form failed={failed}>
        <Field label="Name" name="name" hint="Seen by all." />
        <PasswordField label="Password" name="password" />
        <FormMessage text={failed.length === 0 ? null : 'Wrong.'} />
        <FormMessage text="Saved." tone="good" />
      </Form>
    </NextIntlClientProvider>,
  )
  const input = (name: string) => html.split('<input').find((part) => part.includes(`name="${name}"`)) ?? ''
  const marks = (name: string) => ({
    invalid: input(name).includes('aria-invalid="true"'),
    describedBy: /aria-describedby="([^"]*)"/.exec(input(name))?.[1]?.split(' ') ?? [],
  })
  return { html, marks, messageId: /<p id="([^"]*)" role="alert"/.exec(html)?.[1] ?? 'none' }
}

test('the field that a failure is about is marked, and described by its message beside its hint', () => {
  const { marks, messageId } = draw(['name'])
  expect(marks('name')).toEqual({ invalid: true, describedBy: ['field-name-hint', messageId] })
  expect(marks('password')).toEqual({ invalid: false, describedBy: [] })
})

test('without a failure, and where it is about no field of the form, none is marked', () => {
  for (const failed of [[], ['other']]) {
    const { marks } = draw(failed)
    expect(marks('name')).toEqual({ invalid: false, describedBy: ['field-name-hint'] })
    expect(marks('password')).toEqual({ invalid: false, describedBy: [] })
  }
})

test('only what failed is the message of the form', () => {
  const { html, messageId } = draw(['password'])
  expect(html.split(`id="${messageId}"`)).toHaveLength(2)
  expect(draw(['password']).marks('password')).toEqual({ invalid: true, describedBy: [messageId] })
})

test.each([
  [{ code: 'improper-name', params: { field: 'displayName' } }, ['displayName']],
  [{ code: 'invalid-input', params: { field: '' } }, []],
  [{ code: 'guessable-password' }, ['password', 'newPassword']],
  [{ code: 'wrong-credentials' }, ['email', 'password']],
  [{ code: 'offline' }, []],
  [null, []],
])('%j is about %j', (failure, fields) => {
  expect(failedFields(failure)).toEqual(fields)
})
