import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'

import { failure } from '@/app/api/route-handler.ts'
import { isSameOrigin } from '@/app/api/same-origin.ts'
import { makeAuthOptions } from '@/server/auth.ts'
import { logRefusal } from '@/server/log-refusal.ts'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return callNextAuth(request, context)
}

/** Signing in and out are changes like any other; next-auth's own token stands behind this check as well. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isSameOrigin(request.headers, process.env['PUBLIC_URL'])) {
    await logRefusal('cross-site', request)
    return failure(403, 'cross-site')
  }
  return callNextAuth(request, context)
}

async function callNextAuth(request: NextRequest, context: Context): Promise<Response> {
  const handle: (request: NextRequest, context: Context) => Promise<Response> = NextAuth(makeAuthOptions())
  return handle(request, context)
}
