/** A learner as the web sees one: an account, a cookie, and requests that are sent again while nobody answers. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import { z } from 'zod'

const answerLimitMs = 15_000
const againAfterMs = 250
/** What the web itself asks of pages. */
const reopenAfterMs = 3000

export interface Learner {
  email: string
  /**
   * Sends until the web says that it has the submission or that it will not take it.
   * @param request.giveUpAt milliseconds of performance.now()
   */
  submit(request: { slug: string; source: string; key: string; giveUpAt: number }): Promise<SubmitResult>
  /** Calls back for each submission whose verdict is told, until the signal: opened again whenever it ends, as a page does. */
  followVerdicts(options: { signal: AbortSignal; onVerdict: (submissionId: string) => void }): Promise<void>
}

export interface SubmitResult {
  /** Undefined where the web refused or was not heard until the end. */
  id: string | undefined
  /** How often it was sent. */
  tries: number
  /** How the last try ended: an HTTP status or the reason why there is none. */
  last: string
}

/** Signs up and in. */
export async function makeLearner(baseUrl: string): Promise<Learner> {
  const email = `${randomUUID()}@example.org`
  const password = randomUUID()
  const headers = { origin: baseUrl, 'content-type': 'application/json' }
  const account = { email, password, displayName: 'Drill', locale: 'en' }
  await expectOk(await fetch(`${baseUrl}/api/accounts`, { method: 'POST', headers, body: JSON.stringify(account) }))
  const cookie = await signIn(baseUrl, email, password)

  return {
    email,
    async submit({ giveUpAt, ...body }) {
      let tries = 0
      let last = 'never sent'
      while (performance.now() < giveUpAt) {
        tries += 1
        const response = await fetch(`${baseUrl}/api/submissions`, {
          method: 'POST',
          headers: { ...headers, cookie },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(answerLimitMs),
        }).catch((error: unknown) => String(error))
        // A body can break off too: then nothing is known, as without an answer.
        const answer = typeof response === 'string' ? undefined : await response.json().catch(() => undefined)
        last = typeof response === 'string' ? response : String(response.status)
        const stored = z.object({ id: z.uuid() }).safeParse(answer)
        if (last === '201' && stored.success) return { id: stored.data.id, tries, last }
        if (last.startsWith('4')) break
        await wait(againAfterMs)
      }
      return { id: undefined, tries, last }
    },
    async followVerdicts({ signal, onVerdict }) {
      while (!signal.aborted) {
        await fetch(`${baseUrl}/api/events`, { headers: { cookie }, signal })
          .then((response) => readEvents(response, onVerdict))
          .catch(() => undefined) // Ended, by us or by a kill.
        await wait(reopenAfterMs, undefined, { signal }).catch(() => undefined)
      }
    },
  }
}

async function readEvents(response: Response, onVerdict: (submissionId: string) => void): Promise<void> {
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = `${text}${chunk}`.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const id = /^event: verdict\n(?:.*\n)*?data: .*"submissionId":"([0-9a-f-]+)"/.exec(event)?.[1]
      if (id !== undefined) onVerdict(id)
    }
  }
}

async function signIn(baseUrl: string, email: string, password: string): Promise<string> {
  const asked = await fetch(`${baseUrl}/api/auth/csrf`)
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await asked.json())
  const answer = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { origin: baseUrl, cookie: cookiesOf(asked) },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    redirect: 'manual',
  })
  await expectOk(answer)
  return cookiesOf(answer)
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function expectOk(response: Response): Promise<void> {
  if (response.ok) return
  throw new Error(`${response.url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
}
