import { hasLocale } from 'next-intl'
import type { Messages } from 'next-intl'
import { getRequestConfig } from 'next-intl/server'

import { namespaces } from './namespaces.ts'
import { routing, type Locale } from './routing.ts'

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale
  return { locale, messages: await loadMessages(locale), timeZone: 'UTC' }
})

async function loadMessages(locale: Locale): Promise<Messages> {
  const loaded = await Promise.all(
    namespaces.map(async (namespace) => {
      const file: { default: unknown } = await import(`../messages/${locale}/${namespace}.json`)
      return [namespace, file.default] as const
    }),
  )
  // The files are ours and tests/messages.test.ts holds both languages to the shape of the English ones.
  return Object.fromEntries(loaded) as unknown as Messages
}
