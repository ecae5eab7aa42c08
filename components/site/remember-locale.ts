import { hostCookie, localeCookie } from '@/course/sign-in/cookie-names.ts'
import type { Locale } from '@/i18n/routing.ts'

/** Keeps a chosen language for a year, for visits to an address without one. */
export function rememberLocale(locale: Locale): void {
  const secure = window.location.protocol === 'https:'
  document.cookie = `${hostCookie(localeCookie, secure)}=${locale}; path=/; max-age=31536000; samesite=lax${secure ? '; secure' : ''}`
}
