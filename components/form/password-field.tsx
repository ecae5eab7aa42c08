'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ComponentProps } from 'react'

import { Field } from './field.tsx'

/** A masked input whose text can be looked at: who sees what they type may choose a longer one. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, 'type' | 'beside'>) {
  const t = useTranslations('common.showPassword')
  const [shown, setShown] = useState(false)
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      beside={
        <button type="button" className="btn shrink-0" aria-pressed={shown} onClick={() => setShown(!shown)}>
          <span>
            {shown ? t('hide') : t('show')}
            <span className="sr-only"> {t('what')}</span>
          </span>
        </button>
      }
    />
  )
}
