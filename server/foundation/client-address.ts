import 'server-only'
import { isIPv6 } from 'node:net'

import type { Context } from './context.ts'

/**
 * Where a request came from, for throttling. Anyone can write X-Forwarded-For, so only the entry that the outermost of the
 * operator's own proxies wrote counts.
 * @returns undefined where no proxy is trusted: then there is no address that could not be invented
 */
export function findClientAddress(forwardedFor: string | null | undefined, trustedProxies: number): string | undefined {
  if (trustedProxies < 1) return undefined
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim())
  const hop = hops.at(-trustedProxies) ?? ''
  return hop === '' ? undefined : networkOf(hop)
}

/**
 * What one client holds: an IPv4 address, or the 64 bits of an IPv6 network, within which it may take any address. A port, which
 * some proxies write too, is a new one for each connection.
 */
function networkOf(hop: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? (/^[\d.]+:\d+$/.test(hop) ? hop.replace(/:\d+$/, '') : hop)
  if (!isIPv6(bare)) return bare
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = bare.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => '0')
  const network = [...groups, ...zeros, ...after].slice(0, 4)
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** The same as a subject of throttling: 'direct' where there is no address to believe. */
export function findRequestAddress(context: Context, headers: Headers): string {
  const { TRUSTED_PROXIES } = context.environment
  return findClientAddress(headers.get('x-forwarded-for'), TRUSTED_PROXIES) ?? 'direct'
}
