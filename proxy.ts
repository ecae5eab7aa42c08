import createMiddleware from 'next-intl/middleware'
import { NextRequest, NextResponse } from 'next/server'

import { hostCookie, localeCookie } from './course/sign-in/cookie-names.ts'
import { shortenAcceptLanguage } from './i18n/accepted-languages.ts'
import { routing } from './i18n/routing.ts'
import { servesHttps } from './server/foundation/https.ts'

const readingMethods = ['GET', 'HEAD']

const secure = servesHttps(process.env)

const routeByLocale = createMiddleware({
  ...routing,
  localeCookie: { name: hostCookie(localeCookie, secure), path: '/', sameSite: 'lax', secure },
})

/** Chooses the language of a page and gives the page its Content Security Policy. */
export function proxy(request: NextRequest): NextResponse {
  // Nothing is sent to a page: Next would read the body whole, look for a deed of its own in it, and log what it was called.
  if (!readingMethods.includes(request.method)) {
    return new NextResponse(null, { status: 405, headers: { allow: readingMethods.join(', ') } })
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  // Next reads the nonce from this request header and puts it on every script that it writes.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  headers.set('accept-language', shortenAcceptLanguage(headers.get('accept-language') ?? ''))
  // For the log of what was refused: a page does not know its own address.
  headers.set('x-page', request.nextUrl.pathname)
  const response = routeByLocale(new NextRequest(request, { headers }))
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-frame-options', 'DENY')
  return response
}

/**
 * No inline script runs without this request's nonce: that is what makes stored text inert. Styles may be inline,
 * because Monaco, KaTeX and figures set them; they cannot run anything.
 */
function contentSecurityPolicy(nonce: string): string {
  // React needs eval for its error overlays in development only.
  const development = process.env['NODE_ENV'] === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  // Pages alone: the API and files (anything with a dot) have no language. Below a language all are pages: tokens have dots.
  matcher: ['/((?!api/|_next/|.*\\..*).*)', '/(en|zh)/:path*'],
}
