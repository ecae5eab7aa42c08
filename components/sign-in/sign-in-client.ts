/**
 * Speaks to next-auth's routes without its client package, which would weigh on every page.
 * @returns null when signed in, 'second-step' where a code is asked for as well, or a code of messages/errors
 */
export async function signIn(credentials: { email: string; password: string }): Promise<string | null> {
  return enter('/api/auth/callback/credentials', credentials)
}

/** After signIn said 'second-step'. @param code of the app, or a recovery code. @returns as signIn */
export async function finishSignIn(code: string): Promise<string | null> {
  return enter('/api/auth/callback/second-step', { code })
}

async function enter(path: string, credentials: Record<string, string>): Promise<string | null> {
  try {
    const response = await post(path, credentials)
    const url = readText(await response.json(), 'url')
    if (url === null) return 'unexpected'
    const error = new URL(url, window.location.origin).searchParams.get('error')
    if (error === null) return response.ok ? null : 'wrong-credentials'
    return error === 'CredentialsSignin' ? 'wrong-credentials' : error
  } catch {
    // Either no answer at all, or one that is not next-auth's.
    return navigator.onLine ? 'unexpected' : 'offline'
  }
}

/**
 * Leaves for a provider's own pages, which lead back.
 * @param next where to go when signed in, with its language
 * @returns a code of messages/errors; nothing when the browser is on its way
 */
export async function leaveForProvider(provider: string, next: string): Promise<string | null> {
  try {
    const callbackUrl = new URL(next, window.location.origin).href
    const url = readText(await (await post(`/api/auth/signin/${provider}`, { callbackUrl })).json(), 'url')
    if (url === null) return 'unexpected'
    window.location.assign(url)
    return null
  } catch {
    return navigator.onLine ? 'unexpected' : 'offline'
  }
}

/**
 * Ends this session and opens the first page anew, so that nothing of the account stays in memory.
 * @param beforeLeaving runs when the session has ended
 */
export async function signOut(beforeLeaving?: () => void): Promise<void> {
  await post('/api/auth/signout', {})
  beforeLeaving?.()
  const locale = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
  window.location.assign(`/${locale}`)
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf: unknown = await (await fetch('/api/auth/csrf')).json()
  const body = new URLSearchParams({
    callbackUrl: window.location.origin,
    ...fields,
    csrfToken: readText(csrf, 'csrfToken') ?? '',
    json: 'true',
  })
  return fetch(path, { method: 'POST', body })
}

/** A string field of next-auth's answer, or null. */
function readText(answer: unknown, field: string): string | null {
  if (typeof answer !== 'object' || answer === null) return null
  const value: unknown = Reflect.get(answer, field)
  return typeof value === 'string' ? value : null
}
