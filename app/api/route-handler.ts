import type { NextRequest } from 'next/server'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'

import { bodyBytes } from '@/contracts/contract.ts'
import type { BodyOf, Contract, ParamsOf, QueryOf } from '@/contracts/contract.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError, type DomainErrorCode } from '@/course/foundation/errors.ts'

import { logError } from '@/server/foundation/log-error.ts'
import { logRefusal } from '@/server/sign-in/log-refusal.ts'
import { parseInput } from '@/server/foundation/parse-input.ts'
import { requireActor } from '@/server/sign-in/sessions.ts'
import { requireWholeText } from '@/server/foundation/whole-text.ts'

import { readBody } from './read-body.ts'
import { isSameOrigin } from './same-origin.ts'
import { getContext } from '@/server/process/context.ts'
import type { ProcessContext } from '@/server/process/context.ts'

const statuses: Record<DomainErrorCode, number> = {
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'invalid-input': 400,
  'source-too-large': 413,
  'too-many-requests': 429,
  'draft-conflict': 409,
  'already-assigned': 409,
  'class-archived': 409,
  'join-closed': 409,
  'removed-from-class': 403,
  'last-instructor': 409,
  'student-id-taken': 409,
  'bad-lines': 422,
  'out-of-date': 409,
  'not-confirmed': 409,
  'exercise-changed': 409,
  'link-spent': 409,
  'last-way-in': 409,
  'wrong-password': 403,
  'common-password': 400,
  'guessable-password': 400,
  'sign-in-again': 403,
  'improper-name': 400,
  'improper-text': 400,
  'broken-text': 400,
  busy: 503,
  'second-step': 401,
  'step-over': 401,
  'wrong-code': 403,
  'second-factor-needed': 403,
  'second-factor-required': 409,
  'second-factor-stands': 409,
}

/** What Next gives a route. */
interface Matched<Params> {
  params: Promise<Params>
}

/** Answers a question. The result is sent as JSON unless it is already a Response. */
export function answer<Params>(
  handle: (call: { context: ProcessContext; request: NextRequest; params: Params }) => Promise<unknown>,
) {
  return async (request: NextRequest, matched: Matched<Params>): Promise<Response> =>
    guarded(request, async () =>
      toResponse(await handle({ context: getContext(), request, params: await matched.params })),
    )
}

interface Call<C extends Contract> {
  /** For the functions that answer. */
  context: ProcessContext
  request: NextRequest
  params: ParamsOf<C>
  query: QueryOf<C>
  /** As it was typed, and accepted by the contract's schema, with which the function behind the route parses it. */
  body: BodyOf<C>
}

type Answer<C extends Contract> = z.input<C['answer']> | Response | void

/** Serves a contract for who is signed in: nobody else's body is read. A change is made for pages of this site alone. */
export function serve<C extends Contract<string, z.ZodType, z.ZodType, 'signed-in'>>(
  contract: C,
  handle: (call: Call<C> & { actor: Actor }) => Promise<Answer<C>>,
) {
  return (request: NextRequest, matched: Matched<ParamsOf<C>>): Promise<Response> =>
    received(contract, request, async () => {
      const actor = await requireActor(getContext())
      return handle({ ...(await readCall(contract, request, matched)), actor })
    })
}

/** The same for who may be anybody. */
export function serveAnybody<C extends Contract<string, z.ZodType, z.ZodType, 'anybody'>>(
  contract: C,
  handle: (call: Call<C>) => Promise<Answer<C>>,
) {
  return (request: NextRequest, matched: Matched<ParamsOf<C>>): Promise<Response> =>
    received(contract, request, async () => handle(await readCall(contract, request, matched)))
}

function received(contract: Contract, request: NextRequest, handle: () => Promise<unknown>): Promise<Response> {
  return guarded(request, async () => {
    if (contract.method !== 'GET' && !isSameOrigin(request.headers, process.env['PUBLIC_URL'])) {
      await logRefusal(getContext(), 'cross-site', request)
      return failure(403, 'cross-site')
    }
    return toResponse(await handle(), contract.status)
  })
}

async function readCall<C extends Contract>(
  contract: C,
  request: NextRequest,
  matched: Matched<ParamsOf<C>>,
): Promise<Call<C>> {
  const typed = contract.method === 'GET' ? undefined : await readJson(request, bodyBytes[contract.size])
  requireInput(contract, typed)
  const query = parseInput<C['query']>(contract.query, Object.fromEntries(request.nextUrl.searchParams))
  return { context: getContext(), request, params: await matched.params, query, body: typed }
}

/** @returns undefined for what is not JSON: the contract's schema says whether there had to be any */
async function readJson(request: NextRequest, limit: number): Promise<unknown> {
  const text = await readBody(request, limit)
  if (text === null) throw new TooLarge()
  let typed: unknown
  try {
    typed = JSON.parse(text)
  } catch {
    return undefined
  }
  requireWholeText(text, typed)
  return typed
}

function requireInput<C extends Contract>(contract: C, typed: unknown): asserts typed is BodyOf<C> {
  parseInput(contract.body, typed)
}

/** The body, by what was said of it or by what came. */
class TooLarge extends Error {}

export function failure(status: number, code: string, params: Readonly<Record<string, unknown>> = {}): Response {
  return json({ code, params }, status)
}

/** How HTTP says it, with how long to wait where that would help. */
export function statusOf({ code, details }: DomainError): { status: number; headers: Record<string, string> } {
  const { retryAfterSeconds } = details
  const headers = typeof retryAfterSeconds === 'number' ? { 'retry-after': String(retryAfterSeconds) } : {}
  return { status: statuses[code], headers }
}

/** Refusals that nobody comes to by the pages alone. */
const loggedRefusals: ReadonlySet<DomainErrorCode> = new Set([
  'not-signed-in',
  'forbidden',
  'not-found',
  'invalid-input',
  'improper-name',
  'improper-text',
  'broken-text',
  'too-many-requests',
  'busy',
  'second-factor-needed',
])

/** No stack and no message of ours leaves the house: a code and parameters, or `unexpected`. */
export async function guarded(request: NextRequest, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run()
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof TooLarge) return failure(413, 'too-large')
    if (error instanceof DomainError) {
      if (loggedRefusals.has(error.code)) await logRefusal(getContext(), error.code, request)
      return refuse(error)
    }
    logError(error)
    return failure(500, 'unexpected')
  }
}

function refuse(error: DomainError): Response {
  const { status, headers } = statusOf(error)
  return json({ code: error.code, params: error.details }, status, headers)
}

function toResponse(result: unknown, status = 200): Response {
  if (result instanceof Response) return result
  return result === undefined ? new Response(null, { status: 204 }) : json(result, status)
}

function json(value: unknown, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'no-store', ...headers } })
}
