import { setTimeout as wait } from 'node:timers/promises'

const lookMs = 100

/**
 * Asks an address until it answers well.
 * @returns undefined once it does; after the limit what it did last, such as "answers 500"
 */
export async function waitForAnswer(
  url: string,
  options: { limitMs: number; signal: AbortSignal },
): Promise<string | undefined> {
  const deadline = Date.now() + options.limitMs
  for (;;) {
    options.signal.throwIfAborted()
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return undefined
    if (Date.now() > deadline) return answer === undefined ? 'does not answer' : `answers ${answer.status}`
    await wait(lookMs)
  }
}
