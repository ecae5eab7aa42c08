import { setImmediate as giveWay } from 'node:timers/promises'

/** So long others wait for one piece of a long computation. */
const sliceMs = 12

/**
 * A long computation awaits it between its steps, so that others are answered in between.
 * @returns a wait that is none until the slice is used up
 */
export function makePause(now: () => number = () => performance.now()): () => Promise<void> {
  let since = now()
  return async () => {
    if (now() - since < sliceMs) return
    await giveWay()
    since = now()
  }
}
