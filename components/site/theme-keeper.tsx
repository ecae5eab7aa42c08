'use client'

import { useLayoutEffect } from 'react'

import { readThemeChoice, setTheme } from './theme.ts'

/**
 * Puts the theme back where React made the document anew, which it does for a page that ended in 403 or 404: the
 * theme script does not run a second time.
 */
export function ThemeKeeper() {
  useLayoutEffect(() => {
    if (document.documentElement.dataset['theme'] === undefined) setTheme(readThemeChoice())
  }, [])
  return null
}
