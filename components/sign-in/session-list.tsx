'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { sessionApi } from '@/contracts/accounts.ts'
import type { Device } from '@/course/accounts/device.ts'

import { call } from '../form/call-api.ts'
import { FormMessage } from '../form/field.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { useChange } from '../form/use-change.ts'
import { useErrorText } from '../form/use-error-text.ts'

export interface ListedSession {
  id: string
  device: Device
  createdAt: string
  lastSeenAt: string
  /** The one in which the page is read. */
  isThis: boolean
}

/** Where the account is signed in, each to be ended alone, all others together, or all of them. */
export function SessionList({ sessions }: { sessions: ListedSession[] }) {
  const t = useTranslations('security.sessions')
  const { pending, failure, change } = useChange()
  const hasOthers = sessions.some(({ isThis }) => !isThis)
  return (
    <div className="space-y-3">
      <ul className="divide-y divide-hair border-y border-hair">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <SessionLine
              session={session}
              pending={pending}
              onEnd={() => void change(sessionApi.end, { params: { id: session.id } })}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {hasOthers ? (
          <button
            type="button"
            className="btn"
            disabled={pending}
            onClick={() => void change(sessionApi.endAll, { body: { others: true } })}
          >
            {t('endOthers')}
          </button>
        ) : null}
        <SignOutEverywhere />
      </div>
      <FormMessage text={failure} />
    </div>
  )
}

function SessionLine(props: { session: ListedSession; pending: boolean; onEnd: () => void }) {
  const { device, createdAt, lastSeenAt, isThis } = props.session
  const t = useTranslations('security.sessions')
  const name = useDeviceName(device)
  return (
    <>
      <div className="min-w-0 flex-1 basis-64">
        <p>
          {name}
          {isThis ? <span className="ml-2 text-sm text-good">{t('this')}</span> : null}
        </p>
        <p className="text-sm text-soft">
          {t.rich('times', {
            first: () => <LocalTime key="first" at={createdAt} />,
            last: () => <LocalTime key="last" at={lastSeenAt} />,
          })}
        </p>
      </div>
      {isThis ? null : (
        <button
          type="button"
          className="btn"
          aria-label={t('endNamed', { device: name })}
          disabled={props.pending}
          onClick={props.onEnd}
        >
          {t('end')}
        </button>
      )}
    </>
  )
}

function useDeviceName({ browser, system }: Device): string {
  const t = useTranslations('security.sessions')
  if (browser !== null && system !== null) return t('device', { browser, system })
  return browser ?? system ?? t('unknown')
}

function SignOutEverywhere() {
  const t = useTranslations('me')
  const locale = useLocale()
  const errorText = useErrorText()
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const end = () =>
    start(async () => {
      const result = await call(sessionApi.endAll, { body: {} })
      if (result.ok) window.location.assign(`/${locale}`)
      else setFailure(errorText(result.code, result.params))
    })
  return (
    <>
      <button type="button" className="btn" disabled={pending} onClick={end}>
        {pending ? t('signingOut') : t('signOutEverywhere')}
      </button>
      <FormMessage text={failure} />
    </>
  )
}
