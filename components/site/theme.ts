import { themeKey } from './theme-script.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** The theme now on the page. */
export function readTheme(): 'light' | 'dark' {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}

/** What the reader chose. */
export function readThemeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeKey)
    return stored === 'dark' || stored === 'light' ? stored : 'system'
  } catch {
    // Storage can be forbidden; then nothing is remembered and the system decides.
    return 'system'
  }
}

export function setTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(themeKey)
    else localStorage.setItem(themeKey, choice)
  } catch {
    // Storage can be forbidden; the choice then holds until the next page.
  }
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
}

/** Calls back whenever the page's theme changed, whoever changed it. */
export function subscribeTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
