import type { Locale } from '@/i18n/routing.ts'

/** Keeps a chosen language for a year, for visits to an address without one. */
export function rememberLocale(locale: Locale): void {
  document.cookie = `NEXT_LOCALE=${locale}; path=/; max-age=31536000; samesite=lax`
}
