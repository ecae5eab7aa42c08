import 'server-only'
import { createHmac, hkdfSync } from 'node:crypto'

import type { SignInContext } from './sign-in-context.ts'
import type { Context } from '../foundation/context.ts'

/**
 * What operators look for when somebody tries to get in. Invariant: no password, code, token or email address stands in a line, and
 * no more of a network address than its neighbourhood; the proxy's own log has the rest.
 */
export type SecurityEvent =
  | ({ event: 'sign-in'; outcome: 'succeeded' | 'asked-for-code'; by: SignInFactor; userId: string } & From)
  | ({
      event: 'sign-in'
      outcome: 'refused'
      by: SignInFactor
      reason: string
      userId?: string
      account?: string
    } & From)
  | ({ event: 'sign-up'; outcome: 'created'; userId: string } & From)
  | ({ event: 'sign-up'; outcome: 'address-taken'; account: string } & From)
  | ({ event: 'password'; outcome: 'changed' | 'reset' | 'wrong'; userId: string } & From)
  | ({ event: 'password'; outcome: 'link-asked'; account: string } & From)
  | ({ event: 'second-factor'; outcome: 'on' | 'off' | 'codes-renewed'; userId: string } & From)
  | ({ event: 'session-ended'; outcome: 'signed-out' | 'one' | 'others' | 'all'; userId: string } & From)
  | ({ event: 'refused'; outcome: string; method: string; path: string; userId: string | null } & From)

/** `app`: a code of the second factor; `recovery`: one that stands in for it. Else the name of a provider. */
type SignInFactor = 'password' | 'app' | 'recovery' | 'code' | 'github' | 'google' | 'oidc'

interface From {
  /** The client's address as far as it can be believed, see client-address.ts. */
  from?: string | undefined
}

export function logSecurity(context: SignInContext, { from, ...event }: SecurityEvent): void {
  const line = { ...event, ...(from === undefined ? {} : { from: neighbourhoodOf(from) }) }
  context.securityLines.write(`${event.event} ${event.outcome}`, line)
}

/** An address that may have no account: the same one is the same text, which nobody can turn back without the site's secret. */
export function markOf(context: Context, email: string): string {
  const key = Buffer.from(hkdfSync('sha256', context.environment.NEXTAUTH_SECRET, '', 'gradient-gym log', 32))
  return createHmac('sha256', key).update(email).digest('base64url').slice(0, 12)
}

/** 203.0.113.9 is 203.0.113.0/24; an IPv6 network is one already. */
function neighbourhoodOf(address: string): string {
  return address.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1.0/24')
}

/** Paths of links that work once, or that let anybody in: their last part is the secret. */
const secretPath = /^(\/(?:en|zh))?\/(claim|confirm|reset|invitation|join)\/.+$/

export function withoutSecrets(path: string): string {
  return path.replace(secretPath, '$1/$2/…').slice(0, 200)
}
