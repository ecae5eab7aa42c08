'use client'

import { useLocale } from 'next-intl'

import { usePathname } from '@/i18n/navigation.ts'
import { localeNames } from '@/i18n/routing.ts'

import { rememberLocale } from './remember-locale.ts'

/** Leads to the same page in the other language, and remembers the choice for the next visit without a language. */
export function LanguageSwitch() {
  const locale = useLocale()
  const pathname = usePathname()
  const other = locale === 'en' ? 'zh' : 'en'

  // A whole document, not a soft navigation: <html lang> and every text on the page change.
  return (
    <a
      href={`/${other}${pathname === '/' ? '' : pathname}`}
      hrefLang={localeNames[other].tag}
      lang={localeNames[other].tag}
      className="btn btn-quiet px-2"
      onClick={(event) => {
        rememberLocale(other)
        // Settings in the address (a table's sorting, a figure's state) stay as well.
        event.currentTarget.href = `/${other}${pathname === '/' ? '' : pathname}${window.location.search}${window.location.hash}`
      }}
    >
      {localeNames[other].name}
    </a>
  )
}
