/** Waits for the server's verdict: told by Server-Sent Events, and asking now and then in case a message was missed. */
import type { FoundSubmission } from '../../contracts/submissions.ts'

/** The part of EventSource that is needed, so that a test can stand in for it. */
export interface EventStream {
  addEventListener(type: string, listener: (event: Event) => void): void
  close(): void
}

export interface WatchOptions {
  id: string
  find: (id: string) => Promise<FoundSubmission | null>
  openEvents: () => EventStream
  signal: AbortSignal
}

/** How often to ask while the stream is up, and while it is down. */
const askMs = { up: 10_000, down: 2_000 }

/** @returns the graded submission, or null when it was given up */
export function watchVerdict({ id, find, openEvents, signal }: WatchOptions): Promise<FoundSubmission | null> {
  return new Promise((resolve) => {
    const events = openEvents()
    let up = false
    let asking = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let done = false

    const finish = (found: FoundSubmission | null) => {
      if (done) return
      done = true
      clearTimeout(timer)
      events.close()
      signal.removeEventListener('abort', giveUp)
      resolve(found)
    }
    const giveUp = () => finish(null)
    const ask = async () => {
      if (asking || done) return
      asking = true
      const found = await find(id).catch(() => null)
      asking = false
      if (found?.state === 'graded') return finish(found)
      if (done) return
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), up ? askMs.up : askMs.down)
    }
    // The verdict may have come before anyone listened: ask at once when the stream opens.
    events.addEventListener('open', () => {
      up = true
      void ask()
    })
    for (const event of ['error', 'silence']) {
      events.addEventListener(event, () => {
        up = false
        clearTimeout(timer)
        timer = setTimeout(() => void ask(), askMs.down)
      })
    }
    events.addEventListener('verdict', (event) => {
      if (event instanceof MessageEvent && String(event.data).includes(id)) void ask()
    })
    timer = setTimeout(() => void ask(), askMs.down)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp)
  })
}
