/** Where the reader's choice is kept; absent means: follow the system. */
export const themeKey = 'theme'

/**
 * Runs before the first paint, so that a dark page never flashes light. It stands inline in <head> under the
 * request's nonce, and keeps following the system for as long as nothing was chosen.
 */
export const themeScript = `(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const chosen = () => { try { return localStorage.getItem('${themeKey}') } catch { return null } }
  const apply = () => {
    const theme = chosen()
    document.documentElement.dataset.theme = theme === 'dark' || theme === 'light' ? theme : dark.matches ? 'dark' : 'light'
  }
  apply()
  dark.addEventListener('change', apply)
  addEventListener('storage', apply)
})()`
