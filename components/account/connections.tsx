'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { useRouter } from '@/i18n/navigation.ts'

import { callApi } from '../ui/call-api.ts'
import { FormMessage } from '../ui/field.tsx'
import { CheckIcon } from '../ui/icons.tsx'
import { leaveForProvider } from '../ui/sign-in-client.ts'
import { useErrorText } from '../ui/use-error-text.ts'

export interface Connection {
  id: string
  name: string
  connected: boolean
  /** False for the only way in. */
  mayDisconnect: boolean
}

/** @param refusal why the last try to connect came to nothing, in words */
export function Connections({ connections, refusal }: { connections: Connection[]; refusal: string | null }) {
  const t = useTranslations('identity.connections')
  return (
    <div className="space-y-3">
      <p className="text-soft">{t('text')}</p>
      <ul className="space-y-2">
        {connections.map((connection) => (
          <li key={connection.id}>
            <ConnectionLine connection={connection} />
          </li>
        ))}
      </ul>
      <FormMessage text={refusal} />
    </div>
  )
}

function ConnectionLine({ connection }: { connection: Connection }) {
  const { id, name, connected, mayDisconnect } = connection
  const t = useTranslations('identity.connections')
  const locale = useLocale()
  const router = useRouter()
  const errorText = useErrorText()
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const call = (method: 'POST' | 'DELETE') =>
    start(async () => {
      const result = await callApi('/api/accounts/me/links', { method, body: { provider: id } })
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
            <button type="button" className="btn" disabled={pending} onClick={() => call('DELETE')}>
              {t('disconnect', { name })}
            </button>
          ) : (
            <span className="text-sm text-soft">{t('last')}</span>
          )
        ) : (
          <button type="button" className="btn" disabled={pending} onClick={() => call('POST')}>
            {t('connect', { name })}
          </button>
        )}
      </div>
      <FormMessage text={failure} />
    </div>
  )
}
