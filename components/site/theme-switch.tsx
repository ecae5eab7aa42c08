'use client'

import { useSyncExternalStore } from 'react'

import { MoonIcon, SunIcon } from '../ui/icons.tsx'
import { readTheme, setTheme, subscribeTheme } from './theme.ts'

/** One button: shows the theme that it would switch to. The choice "as the system" stands in the settings. */
export function ThemeSwitch({ toDark, toLight }: { toDark: string; toLight: string }) {
  const theme = useSyncExternalStore(subscribeTheme, readTheme, () => 'light')
  const label = theme === 'dark' ? toLight : toDark
  return (
    <button
      type="button"
      className="btn btn-quiet size-9 p-0"
      aria-label={label}
      title={label}
      onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
    >
      {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
    </button>
  )
}
