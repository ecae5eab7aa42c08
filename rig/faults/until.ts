import { setTimeout as wait } from 'node:timers/promises'

const lookMs = 100

/** Asks until it is so. A question that fails, as while the database is away, is asked again. @returns false after the limit */
export async function until(isSo: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs
  for (;;) {
    if (await isSo().catch(() => false)) return true
    if (performance.now() > deadline) return false
    await wait(lookMs)
  }
}
