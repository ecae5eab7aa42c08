import type { Environment } from './environment.ts'

type Addresses = Partial<Pick<Environment, 'NEXTAUTH_URL' | 'PUBLIC_URL'>>

/** Whether people reach the site over https, whatever stands between them and this process. */
export function servesHttps({ NEXTAUTH_URL, PUBLIC_URL }: Addresses): boolean {
  // An empty variable is what a shell makes of an unset one.
  return [NEXTAUTH_URL, PUBLIC_URL].find((url) => url !== undefined && url !== '')?.startsWith('https://') ?? false
}

const twoYearsSeconds = 2 * 365 * 24 * 3600

/** @returns what Strict-Transport-Security says; null over plain http, where browsers must not be told, and where it is off */
export function strictTransport(environment: Addresses & Pick<Environment, 'HSTS'>): string | null {
  if (!servesHttps(environment) || environment.HSTS === 'off') return null
  return `max-age=${twoYearsSeconds}${environment.HSTS === 'subdomains' ? '; includeSubDomains' : ''}`
}
