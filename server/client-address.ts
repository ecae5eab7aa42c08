import 'server-only'

import { getServices } from './services.ts'

/**
 * Where a request came from, for throttling. Anyone can write X-Forwarded-For, so only the entry that the outermost of the
 * operator's own proxies wrote counts.
 * @returns undefined where no proxy is trusted: then there is no address that could not be invented
 */
export function findClientAddress(forwardedFor: string | null | undefined, trustedProxies: number): string | undefined {
  if (trustedProxies < 1) return undefined
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim())
  return hops.at(-trustedProxies) || undefined
}

/** The same as a subject of throttling: 'direct' where there is no address to believe. */
export function findRequestAddress(headers: Headers): string {
  const { TRUSTED_PROXIES } = getServices().environment
  return findClientAddress(headers.get('x-forwarded-for'), TRUSTED_PROXIES) ?? 'direct'
}
