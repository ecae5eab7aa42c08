/** Where the web listens, for the probe that waits for it and in words for who started it. */
import { isIPv6 } from 'node:net'

import type { StartEnvironment } from './start-environment.ts'

const everyInterface = new Set([undefined, '0.0.0.0', '::'])
const thisMachineAlone = /^(127\.|::1$|localhost$)/

/** An address at which this machine reaches what listens on `host`, as it stands in a URL. */
export function reachableHost(host: string | undefined): string {
  if (host === undefined || everyInterface.has(host)) return '127.0.0.1'
  return isIPv6(host) ? `[${host}]` : host
}

export function describeListening({ host, port, publicUrl }: StartEnvironment): string {
  if (host !== undefined && thisMachineAlone.test(host)) return `listening on ${host}, port ${port}: this machine alone`
  const where = host === undefined || everyInterface.has(host) ? 'every interface' : host
  // Behind a proxy that ends TLS nobody else needs to reach it; without one passwords cross the network as they are typed.
  const advice = publicUrl.startsWith('https://')
    ? 'beside a proxy, HOST=127.0.0.1 keeps others from going around it'
    : 'without encryption; HOST=127.0.0.1 keeps it to this machine'
  return `listening on ${where}, port ${port}: ${advice}`
}
