import { defineRouting } from 'next-intl/routing'

export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

export const routing = defineRouting({
  locales,
  defaultLocale: 'en',
  localePrefix: 'always',
  // proxy.ts and components/site/remember-locale.ts write it, by the name that the site's address asks for.
  localeCookie: false,
})

/** What a locale calls itself, and what the `lang` attribute says. */
export const localeNames: Record<Locale, { name: string; tag: string }> = {
  en: { name: 'English', tag: 'en' },
  zh: { name: '中文', tag: 'zh-Hans' },
}
