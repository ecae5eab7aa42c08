/** Stands in for EventSource: a stream that is open, and says what a test lets it say. */
import { vi } from 'vitest'

const open = new Set<EventTarget>()

class EventStream extends EventTarget {
  readonly readyState = 1

  constructor() {
    super()
    open.add(this)
  }

  close(): void {
    open.delete(this)
  }
}

/** For each test anew. */
export function beginStreaming(): void {
  open.clear()
  vi.stubGlobal('EventSource', EventStream)
}

/** What the server tells the page by itself. */
export function tell(type: string, data: unknown): void {
  for (const stream of open) stream.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
}
