'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { connectionApi } from '@/contracts/accounts.ts'
import type { OutsideProvider } from '@/course/accounts/outside-accounts.ts'
import { useRouter } from '@/i18n/navigation.ts'

import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { CheckIcon } from '../ui/icons.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { leaveForProvider } from '../sign-in/sign-in-client.ts'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'

export interface Connection {
  id: OutsideProvider
  name: string
  connected: boolean
  /** False for the only way in. */
  mayDisconnect: boolean
}

/** @param props.refusal why the last try to connect came to nothing, in words */
export function Connections(props: { connections: Connection[]; hasPassword: boolean; refusal: string | null }) {
  const { connections, hasPassword, refusal } = props
  const t = useTranslations('identity.connections')
  return (
    <div className="space-y-3">
      <p className="text-soft">{t('text')}</p>
      <ul className="space-y-2">
        {connections.map((connection) => (
          <li key={connection.id}>
            <ConnectionLine connection={connection} hasPassword={hasPassword} />
          </li>
        ))}
      </ul>
      <FormMessage text={refusal} />
    </div>
  )
}

function ConnectionLine({ connection, hasPassword }: { connection: Connection; hasPassword: boolean }) {
  const { id, name, connected, mayDisconnect } = connection
  // Of its own for each provider: several may ask at once.
  const field = `password-${id}`
  const t = useTranslations('identity.connections')
  const locale = useLocale()
  const router = useRouter()
  const errorText = useErrorText()
  const [failure, setFailure] = useState<string | null>(null)
  const [failed, setFailed] = useState<readonly string[]>([])
  const [asking, setAsking] = useState(false)
  const [pending, start] = useTransition()
  const ask = (method: 'POST' | 'DELETE', typed: { password?: string } = {}) =>
    start(async () => {
      const result =
        method === 'POST'
          ? await call(connectionApi.begin, { body: { provider: id, ...typed } })
          : await call(connectionApi.end, { body: { provider: id } })
      // There is one field, by whatever name the server knows it.
      setFailed(result.ok || failedFields(result).length === 0 ? [] : [field])
      if (!result.ok) return setFailure(errorText(result.code, result.params))
      setFailure(null)
      if (method === 'DELETE') return router.refresh()
      const code = await leaveForProvider(id, `/${locale}/me#connections`)
      if (code !== null) setFailure(errorText(code))
    })
  return (
    <div className="space-y-1">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-24 font-medium">{name}</span>
        {connected ? (
          <span className="inline-flex items-center gap-1 text-sm text-good">
            <CheckIcon />
            {t('connected')}
          </span>
        ) : null}
        {connected ? (
          mayDisconnect ? (
            <button type="button" className="btn" disabled={pending} onClick={() => ask('DELETE')}>
              {t('disconnect', { name })}
            </button>
          ) : (
            <span className="text-sm text-soft">{t('last')}</span>
          )
        ) : asking ? null : (
          <button
            type="button"
            className="btn"
            disabled={pending}
            onClick={() => (hasPassword ? setAsking(true) : ask('POST'))}
          >
            {t('connect', { name })}
          </button>
        )}
      </div>
      {asking && !connected ? (
        <Form
          failed={failed}
          className="max-w-sm space-y-3"
          onSubmit={(event) => {
            event.preventDefault()
            ask('POST', { password: textField(new FormData(event.currentTarget), field) })
          }}
        >
          <PasswordField label={t('password')} name={field} autoComplete="current-password" autoFocus required />
          <button type="submit" className="btn btn-primary" disabled={pending}>
            {t('connect', { name })}
          </button>
          <FormMessage text={failure} />
        </Form>
      ) : (
        <FormMessage text={failure} />
      )}
    </div>
  )
}
