'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'

import { accountApi } from '@/contracts/accounts.ts'
import type { DeletionPlan } from '@/course/accounts/account-deletion.ts'
import { Link } from '@/i18n/navigation.ts'

import { call } from '../form/call-api.ts'
import { failureOf } from '../form/failed-fields.ts'
import type { Failure } from '../form/failed-fields.ts'
import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { removeDrafts } from '../drafts/leave-browser.ts'
import { SettingsRow } from './settings-row.tsx'

/** @param props.plan what deleting the account would do */
export function PrivacySettings(props: { userId: string; email: string; hasPassword: boolean; plan: DeletionPlan }) {
  const t = useTranslations('privacy')
  const [open, setOpen] = useState(false)
  return (
    <dl className="card divide-y divide-hair">
      <SettingsRow term={t('export.term')}>
        <p className="mb-3 text-soft">{t('export.text')}</p>
        <a href="/api/accounts/me/export" download className="btn">
          {t('export.button')}
        </a>
      </SettingsRow>
      <SettingsRow term={t('delete.term')}>
        {open ? (
          <Deletion {...props} onCancel={() => setOpen(false)} />
        ) : (
          <>
            <p className="mb-3 text-soft">{t('delete.text')}</p>
            <button type="button" className="btn" onClick={() => setOpen(true)}>
              {t('delete.open')}
            </button>
          </>
        )}
      </SettingsRow>
    </dl>
  )
}

function Deletion(props: {
  userId: string
  email: string
  hasPassword: boolean
  plan: DeletionPlan
  onCancel: () => void
}) {
  const { plan, onCancel } = props
  const t = useTranslations('privacy.delete')
  const cancel = (
    <button type="button" className="btn" onClick={onCancel}>
      {t('cancel')}
    </button>
  )
  if (plan.kind === 'blocked')
    return (
      <div className="space-y-3">
        <ClassNames text={t('blocked')} classes={plan.classes} />
        {cancel}
      </div>
    )
  return (
    <div className="space-y-3">
      <p>{t('goes')}</p>
      {plan.kept.length === 0 ? <p>{t('whole')}</p> : <ClassNames text={t('kept')} classes={plan.kept} />}
      {plan.emptied.length === 0 ? null : <ClassNames text={t('emptied')} classes={plan.emptied} />}
      <DeletionForm {...props} cancel={cancel} />
    </div>
  )
}

function ClassNames({ text, classes }: { text: string; classes: Array<{ id: string; name: string }> }) {
  return (
    <div>
      <p>{text}</p>
      <ul className="mt-1 list-disc pl-5">
        {classes.map(({ id, name }) => (
          <li key={id}>
            <Link href={`/classes/${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function DeletionForm(props: { userId: string; email: string; hasPassword: boolean; cancel: React.ReactNode }) {
  const { userId, email, hasPassword, cancel } = props
  const t = useTranslations('privacy.delete')
  const locale = useLocale()
  const errorText = useErrorText()
  const [failure, submit, pending] = useActionState(
    async (_: Failure | null, form: FormData): Promise<Failure | null> => {
      const typed = textField(form, 'confirmation')
      const body = hasPassword ? { password: typed } : { email: typed }
      const result = await call(accountApi.remove, { body })
      if (result.ok) {
        removeDrafts(localStorage, userId)
        window.location.assign(`/${locale}`)
        return null
      }
      if (result.code === 'last-instructor')
        return failureOf(result, t('lastInstructor', { classes: String(result.params['classes'] ?? '') }))
      const isWrongEmail = result.code === 'wrong-password' && !hasPassword
      return failureOf(result, isWrongEmail ? t('wrongEmail') : errorText(result.code, result.params))
    },
    null,
  )
  return (
    <Form failed={failure?.failed ?? []} action={submit} className="max-w-sm space-y-3">
      {hasPassword ? (
        <PasswordField label={t('password')} name="confirmation" autoComplete="current-password" required />
      ) : (
        <Field label={t('email', { email })} name="confirmation" type="email" autoComplete="off" required />
      )}
      <FormMessage text={failure?.text ?? null} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="btn border-bad text-bad" disabled={pending}>
          {pending ? t('confirming') : t('confirm')}
        </button>
        {cancel}
      </div>
    </Form>
  )
}
