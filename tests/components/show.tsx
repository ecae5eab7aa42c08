import { NextIntlClientProvider, type Messages } from 'next-intl'
import type { ReactNode } from 'react'
import { render, type RenderResult } from 'vitest-browser-react'

import { namespaces } from '../../i18n/namespaces.ts'
import { localeNames, type Locale } from '../../i18n/routing.ts'

const loaded = new Map<Locale, Promise<Messages>>()

/** A component as a page shows it: with the product's own words, styles and language. */
export async function show(node: ReactNode, { locale = 'en' }: { locale?: Locale } = {}): Promise<RenderResult> {
  const messages = await loadMessages(locale)
  document.documentElement.lang = localeNames[locale].tag
  return render(node, {
    wrapper: ({ children }) => (
      <NextIntlClientProvider locale={locale} timeZone="UTC" messages={messages} onError={fail}>
        {children}
      </NextIntlClientProvider>
    ),
  })
}

/** Words that are missing are a fault, not a key on the page. */
function fail(error: Error): never {
  throw error
}

function loadMessages(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale)
  if (known !== undefined) return known
  const loading = Promise.all(
    namespaces.map(async (namespace) => {
      const file: { default: unknown } = await import(`../../messages/${locale}/${namespace}.json`)
      return [namespace, file.default] as const
    }),
  ).then((entries) => Object.fromEntries(entries) as unknown as Messages)
  loaded.set(locale, loading)
  return loading
}
