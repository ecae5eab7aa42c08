import type { z } from 'zod'

import { addressOf } from '@/contracts/address.ts'
import type { QueryTexts } from '@/contracts/address.ts'
import type { AnswerOf, CallOf, Contract } from '@/contracts/contract.ts'

/** What an API call came to: its answer, or a code that messages/errors puts into words. */
export type ApiResult<Answer = unknown> =
  | { ok: true; value: Answer }
  | {
      ok: false
      code: string
      /** What a sentence can name. */
      params: Record<string, string | number>
      /** All that the server told, for who parses it. */
      told?: unknown
    }

/** Asks by a contract. Never throws: a network that is away is `offline`, an answer that breaks the contract `unexpected`. */
export async function call<C extends Contract>(
  contract: C,
  asked: CallOf<C>,
  options: { keepalive?: boolean } = {},
): Promise<ApiResult<AnswerOf<C>>> {
  const { params, query, body }: { params?: Params; query?: QueryTexts; body?: unknown } = asked
  const result = await callApi(addressOf(contract.path, params, query), { method: contract.method, body, ...options })
  if (!result.ok) return result
  return parseAnswer<C['answer']>(contract.answer, result.value)
}

/** @throws with the code of a call that failed */
export function expectValue<Value>(result: ApiResult<Value>): Value {
  if (!result.ok) throw new Error(result.code)
  return result.value
}

/** The same for what every page may ask: a contract brings schemas, which come when something is asked and not with the page. */
export async function callLoaded<C extends Contract>(
  load: () => Promise<C>,
  asked: CallOf<C>,
): Promise<ApiResult<AnswerOf<C>>> {
  try {
    return await call(await load(), asked)
  } catch {
    // Only the loading fails, as everything does without a network.
    return { ok: false, code: 'offline', params: {} }
  }
}

type Params = Readonly<Record<string, string>> | undefined

function parseAnswer<Schema extends z.ZodType>(schema: Schema, value: unknown): ApiResult<z.output<Schema>> {
  const parsed = schema.safeParse(value)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, code: 'unexpected', params: {} }
}

async function callApi(
  path: string,
  request: { method: Contract['method']; body?: unknown; keepalive?: boolean },
): Promise<ApiResult> {
  let response: Response
  try {
    response = await fetch(path, {
      method: request.method,
      // Outlives the page that asked.
      keepalive: request.keepalive ?? false,
      ...(request.body === undefined
        ? {}
        : { body: JSON.stringify(request.body), headers: { 'content-type': 'application/json' } }),
    })
  } catch {
    // fetch rejects only when no answer came at all.
    return { ok: false, code: 'offline', params: {} }
  }
  const answer = await readAnswer(response)
  return response.ok ? { ok: true, value: answer } : readFailure(answer)
}

/** @returns null for none, and for what is no JSON */
async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) return null
  const isPacked = response.headers.get('content-type') === 'application/gzip' && response.body !== null
  const plain = isPacked ? new Response(response.body?.pipeThrough(new DecompressionStream('gzip'))) : response
  return plain.json().catch(() => null)
}

function readFailure(answer: unknown): ApiResult<never> {
  if (typeof answer !== 'object' || answer === null || !('code' in answer) || typeof answer.code !== 'string')
    return { ok: false, code: 'unexpected', params: {} }
  const given = 'params' in answer && typeof answer.params === 'object' && answer.params !== null ? answer.params : {}
  const params: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(given))
    if (typeof value === 'string' || typeof value === 'number') params[name] = value
  return { ok: false, code: answer.code, params, told: given }
}
