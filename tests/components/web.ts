/** Stands in for the web behind `fetch`: answers by the contracts that the components ask by. */
import { expect, vi } from 'vitest'
import type { z } from 'zod'

import type { BodyOf, Contract, ParamsOf } from '../../contracts/contract.ts'

/** What the web refuses with: a code of messages/errors and what its sentence names. */
export class Refusal {
  readonly code: string
  readonly params: Record<string, string | number>
  readonly status: number

  constructor(code: string, params: Record<string, string | number> = {}, status = 400) {
    this.code = code
    this.params = params
    this.status = status
  }
}

/** Nobody answers at all. */
export const noNetwork = Symbol('no network')

export interface Asked<C extends Contract> {
  params: ParamsOf<C>
  query: URLSearchParams
  body: BodyOf<C>
}
type Answer<C extends Contract> = z.input<C['answer']> | Refusal | typeof noNetwork

interface Served {
  method: string
  path: RegExp
  answer: (asked: { params: Record<string, string>; query: URLSearchParams; body: unknown }) => Promise<unknown>
}

let served: Served[] = []
let strange: string[] = []

/**
 * Answers a contract from here on, instead of what answered it before.
 * @returns what was asked, in order
 */
export function serve<C extends Contract>(
  contract: C,
  answer: (asked: Asked<C>) => Answer<C> | Promise<Answer<C>>,
): Array<Asked<C>> {
  const all: Array<Asked<C>> = []
  const path = new RegExp(`^${contract.path.replaceAll(/\[(\w+)\]/g, '(?<$1>[^/]+)')}$`)
  served.unshift({
    method: contract.method,
    path,
    async answer({ params, query, body }) {
      const asked = { params, query, body } as Asked<C>
      all.push(asked)
      return answer(asked)
    },
  })
  return all
}

/** For each test anew. */
export function beginServing(): void {
  served = []
  strange = []
  vi.stubGlobal('fetch', answerFetch)
}

/** A component that asks what no test foresaw shows something that no test has looked at. */
export function expectNothingStrange(): void {
  expect(strange, 'what nobody answers').toEqual([])
}

async function answerFetch(address: string, init: RequestInit = {}): Promise<Response> {
  const { pathname, searchParams } = new URL(address, window.location.href)
  const method = init.method ?? 'GET'
  const found = served.find((one) => one.method === method && one.path.test(pathname))
  if (found === undefined) {
    strange.push(`${method} ${pathname}`)
    return Response.json({ code: 'not-found' }, { status: 404 })
  }
  const params = { ...found.path.exec(pathname)?.groups }
  const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
  const answer = await found.answer({ params, query: searchParams, body })
  if (answer === noNetwork) throw new TypeError('Failed to fetch')
  if (answer instanceof Refusal) {
    return Response.json({ code: answer.code, params: answer.params }, { status: answer.status })
  }
  return answer === null ? new Response(null, { status: 204 }) : Response.json(answer)
}
