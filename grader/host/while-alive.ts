/**
 * Waits for a browser without trusting it to answer. When a browser is killed while it answers, Playwright may lose the answer:
 * it throws outside any promise, and the promise that waits is never settled. Whoever asks a browser for something that a
 * grading waits for asks through here.
 */
import { RealmDied } from './mailbox.ts'

/** The slowest start of a page, without a backend yet, on a machine that is busy with others. */
const OPEN_LIMIT_MS = 15_000

/** The part of Playwright's Browser that tells of its end. */
export interface MortalBrowser {
  isConnected(): boolean
  on(event: 'disconnected', listener: () => void): unknown
  off(event: 'disconnected', listener: () => void): unknown
}

/** @throws RealmDied `browser-ended` when the browser ends before it answers, `silent` when it takes too long */
export async function whileAlive<T>(
  browser: MortalBrowser,
  ask: () => Promise<T>,
  limitMs: number = OPEN_LIMIT_MS,
): Promise<T> {
  if (!browser.isConnected()) throw browserEnded()
  const { promise: over, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new RealmDied('silent', `the browser did not answer in ${limitMs / 1000} s`)),
    limitMs,
  )
  const onEnd = () => reject(browserEnded())
  browser.on('disconnected', onEnd)
  try {
    return await Promise.race([ask(), over])
  } catch (error) {
    throw browser.isConnected() ? error : browserEnded(error)
  } finally {
    clearTimeout(timer)
    browser.off('disconnected', onEnd)
  }
}

export function browserEnded(cause?: unknown): RealmDied {
  return new RealmDied('browser-ended', 'the browser ended', { cause })
}
