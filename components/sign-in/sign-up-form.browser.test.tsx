import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'

import { accountApi } from '../../contracts/accounts.ts'
import type { Locale } from '../../i18n/routing.ts'
import { show } from '../../tests/components/show.tsx'
import { noNetwork, Refusal, serve } from '../../tests/components/web.ts'
import { SignUpForm } from './sign-up-form.tsx'

const labels = {
  en: { name: 'Name', email: 'Email', password: 'Password' },
  zh: { name: '姓名', email: '邮箱', password: '密码' },
}

async function fillIn(locale: Locale) {
  const screen = await show(<SignUpForm next={`/${locale}`} signInHref={`/${locale}/sign-in`} />, { locale })
  const name = screen.getByRole('textbox', { name: labels[locale].name })
  const email = screen.getByRole('textbox', { name: labels[locale].email })
  const password = screen.getByLabelText(labels[locale].password)
  await name.fill('Ada\u202E')
  await email.fill('ada@school.example')
  await password.fill('twelve letters at least')
  await userEvent.keyboard('{Enter}')
  return { screen, name, email, password }
}

test.each([
  ['en', 'A name has to be visible'],
  ['zh', '名称要看得见'],
] as const)('%s: a name that is refused leads back to it, and what was typed is there', async (locale, words) => {
  const asked = serve(accountApi.signUp, () => new Refusal('improper-name', { field: 'displayName' }))
  const { screen, name, email } = await fillIn(locale)
  await expect.element(name).toHaveFocus()
  await expect.element(name).toBeInvalid()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(words)
  await expect.element(email).not.toHaveAttribute('aria-invalid')
  await expect.element(name).toHaveValue('Ada\u202E')
  await expect.element(email).toHaveValue('ada@school.example')
  expect(asked.map(({ body }) => body.locale)).toEqual([locale])
})

test('a password that everybody knows is typed anew, and nothing else', async () => {
  serve(accountApi.signUp, () => new Refusal('common-password'))
  const { name, email, password } = await fillIn('en')
  await expect.element(password).toHaveFocus()
  await expect.element(password).toBeInvalid()
  await expect.element(password).toHaveValue('')
  await expect.element(name).toHaveValue('Ada\u202E')
  await expect.element(email).toHaveValue('ada@school.example')
})

test('without a network no field is to blame, and what was typed is there', async () => {
  serve(accountApi.signUp, () => noNetwork)
  const { screen, name, email, password } = await fillIn('en')
  await expect
    .element(screen.getByRole('alert'))
    .toHaveTextContent('There is no network. Please try again when you are online.')
  for (const field of [name, email, password]) await expect.element(field).not.toHaveAttribute('aria-invalid')
  await expect.element(name).toHaveValue('Ada\u202E')
  await expect.element(email).toHaveValue('ada@school.example')
})
