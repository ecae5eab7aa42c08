import NextAuth from 'next-auth'
import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'

import {
  authBodyBytes,
  findAuthMethods,
  isWholeOwnAddress,
  makeAuthRequest,
  parseAuthFields,
} from '@/app/api/auth/auth-request.ts'
import { readBody } from '@/app/api/read-body.ts'
import { failure, guarded, statusOf } from '@/app/api/route-handler.ts'
import { isSameOrigin } from '@/app/api/same-origin.ts'
import type { DomainError } from '@/course/foundation/errors.ts'
import { makeAuthOptions } from '@/server/sign-in/auth.ts'
import { logRefusal } from '@/server/sign-in/log-refusal.ts'
import { getContext } from '@/server/process/context.ts'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return guarded(request, async () => (await refuseAddress('GET', context)) ?? callNextAuth(request, context, {}))
}

/** Signing in and out are changes like any other; next-auth's own token stands behind this check as well. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  return guarded(request, async () => {
    if (!isSameOrigin(request.headers, process.env['PUBLIC_URL'])) {
      await logRefusal(getContext(), 'cross-site', request)
      return failure(403, 'cross-site')
    }
    const refused = await refuseAddress('POST', context)
    if (refused !== undefined) return refused
    const text = await readBody(request, authBodyBytes)
    if (text === null) return failure(413, 'too-large')
    const fields = parseAuthFields(request.headers.get('content-type'), text)
    return fields === undefined ? failure(400, 'invalid-input', { field: '' }) : callNextAuth(request, context, fields)
  })
}

async function refuseAddress(method: string, context: Context): Promise<Response | undefined> {
  const methods = findAuthMethods((await context.params).nextauth)
  if (methods === undefined) return failure(404, 'not-found')
  if (methods.includes(method)) return undefined
  return new Response(null, { status: 405, headers: { allow: methods.join(', ') } })
}

async function callNextAuth(
  request: NextRequest,
  context: Context,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  let refusal: DomainError | undefined
  const options = makeAuthOptions(getContext(), { onRefused: (error) => (refusal = error) })
  const handle: (request: NextRequest, context: Context) => Promise<Response> = NextAuth(options)
  // Next-auth's own answer to the same question.
  const base = process.env['NEXTAUTH_URL'] ?? 'http://localhost:3000'
  await forgetForeignAddress(base)
  const response = await handle(makeAuthRequest(request, { fields, base }), context)
  return refusal === undefined ? response : withStatusOf(refusal, response)
}

/** Next-auth keeps where to go in a cookie and answers 500 to what it cannot write into a header. */
async function forgetForeignAddress(base: string): Promise<void> {
  const jar = await cookies()
  for (const { name, value } of jar.getAll()) {
    if (name.endsWith('callback-url') && !isWholeOwnAddress(value, base)) jar.delete({ name })
  }
}

/** To next-auth whatever is not let in is 401; its text stays, which the page reads. */
function withStatusOf(refusal: DomainError, response: Response): Response {
  const { status, headers } = statusOf(refusal)
  const answer = new Response(response.body, { status, headers: response.headers })
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
  return answer
}
