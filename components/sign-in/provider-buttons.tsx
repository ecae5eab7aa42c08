'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { FormMessage } from '../form/field.tsx'
import { leaveForProvider } from './sign-in-client.ts'
import { useErrorText } from '../form/use-error-text.ts'

/** Nothing where the operator has configured no provider. @param next where to go then, with its language */
export function ProviderButtons({ providers, next }: { providers: Array<{ id: string; name: string }>; next: string }) {
  const t = useTranslations('identity')
  const errorText = useErrorText()
  const [leavingFor, setLeavingFor] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  if (providers.length === 0) return null

  const leave = (id: string) =>
    start(async () => {
      setLeavingFor(id)
      const code = await leaveForProvider(id, next)
      if (code === null) return
      setLeavingFor(null)
      setFailure(errorText(code))
    })
  return (
    <div className="mb-6">
      <ul className="space-y-2">
        {providers.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="btn w-full" disabled={pending} onClick={() => leave(id)}>
              {leavingFor === id ? t('leaving', { name }) : t('continueWith', { name })}
            </button>
          </li>
        ))}
      </ul>
      <FormMessage text={failure} />
      <p className="mt-5 flex items-center gap-3 text-sm text-soft before:h-px before:flex-1 before:bg-hair after:h-px after:flex-1 after:bg-hair">
        {t('or')}
      </p>
    </div>
  )
}
