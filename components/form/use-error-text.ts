'use client'

import { useTranslations } from 'next-intl'

/** Puts an error code into words; a code that has no words of its own is said to be unexpected. */
export function useErrorText(): (code: string, params?: Record<string, string | number>) => string {
  const t = useTranslations('errors')
  return (code, params = {}) => {
    const key = `codes.${code}`
    return isKnown(t, key) ? t(key, params) : t('codes.unexpected')
  }
}

type Translate = ReturnType<typeof useTranslations<'errors'>>

function isKnown(t: Translate, key: string): key is Extract<Parameters<Translate>[0], `codes.${string}`> {
  // has() takes known keys alone by its type; asking about an unknown one is what it is for.
  return t.has(key as Parameters<Translate>[0])
}
