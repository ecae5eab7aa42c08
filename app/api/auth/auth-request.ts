import { NextRequest } from 'next/server'
import { z } from 'zod'

import { outsideProviders } from '@/course/accounts/outside-accounts.ts'

/**
 * What a request may ask of next-auth. Invariant: next-auth sees only addresses that this site uses, a body of a known size, and
 * fields in the form that it expects; otherwise it reads any body whole, answers 500 to what it cannot read, and its address
 * `_log` lets anybody write into the log.
 */

/** An email, a password and a token, with room to spare. */
export const authBodyBytes = 16 * 1024

type Method = 'GET' | 'POST'

const methodsOf: ReadonlyMap<string, readonly Method[]> = new Map<string, readonly Method[]>([
  ['csrf', ['GET']],
  ['error', ['GET']],
  ['signin', ['GET']],
  ['signout', ['GET', 'POST']],
  ['callback/credentials', ['POST']],
  ['callback/second-step', ['POST']],
  ...outsideProviders.flatMap((provider): Array<[string, readonly Method[]]> => [
    [`signin/${provider}`, ['POST']],
    [`callback/${provider}`, ['GET']],
  ]),
])

/** @returns the methods that the address below /api/auth/ takes; undefined for no address of ours */
export function findAuthMethods(segments: readonly string[]): readonly string[] | undefined {
  return methodsOf.get(segments.join('/'))
}

const fields = z.record(z.string().max(100), z.string().max(4096))

/** @returns undefined for what is neither a form nor an object of texts; no fields where nothing was sent */
export function parseAuthFields(contentType: string | null, text: string): Record<string, string> | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (text === '') return {}
  if (type === 'application/x-www-form-urlencoded') {
    return fields.safeParse(Object.fromEntries(new URLSearchParams(text))).data
  }
  return type === 'application/json' ? fields.safeParse(parseJson(text)).data : undefined
}

/**
 * The request as next-auth may read it.
 * @param options.fields of a POST
 * @param options.base any address of this site
 */
export function makeAuthRequest(
  request: NextRequest,
  options: { fields: Readonly<Record<string, string>>; base: string },
): NextRequest {
  const url = new URL(request.url)
  const where = { base: options.base, isCallback: url.pathname.includes('/callback/') }
  tidy(url.searchParams, where)
  if (request.method !== 'POST') return new NextRequest(url, { method: request.method, headers: request.headers })
  const body = new URLSearchParams(options.fields)
  tidy(body, where)
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  headers.set('content-type', 'application/x-www-form-urlencoded')
  return new NextRequest(url, { method: 'POST', headers, body: body.toString() })
}

/** Both come back in the address of the next page, which next-auth writes as it got them; an error of a provider is logged, too. */
function tidy(params: URLSearchParams, { base, isCallback }: { base: string; isCallback: boolean }): void {
  const callbackUrl = params.get('callbackUrl')
  params.delete('callbackUrl')
  if (callbackUrl !== null) params.set('callbackUrl', findOwnAddress(callbackUrl, base) ?? new URL(base).origin)
  const error = params.get('error')
  const isTold = isCallback ? providerErrors.has(error ?? '') : /^[\w-]{1,60}$/.test(error ?? '')
  if (error !== null) params.set('error', isTold ? error : 'other')
}

/** RFC 6749, 4.1.2.1, and OpenID Connect Core 1.0, 3.1.2.6. */
const providerErrors: ReadonlySet<string> = new Set([
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
])

/** Whether a cookie of next-auth's can hold it: written out, as it goes into a header. */
export function isWholeOwnAddress(address: string, base: string): boolean {
  return address === new URL(base).origin || findOwnAddress(address, base) === address
}

/** @returns the whole address, in characters that a header can hold; undefined for another site's and for none */
export function findOwnAddress(address: string, base: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  return url.origin === new URL(base).origin ? url.href : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema says what is wrong with it.
    return undefined
  }
}
