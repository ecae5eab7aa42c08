/** One stream of Server-Sent Events for all of a page: browsers open only six connections to a site, over all of its tabs. */

/** The part of EventSource that is needed, so that a test can stand in for it. */
export interface EventSourceLike {
  readonly readyState: number
  addEventListener(type: string, listener: (event: Event) => void): void
  removeEventListener(type: string, listener: (event: Event) => void): void
  close(): void
}

/** One listener's share in it. */
export interface EventShare {
  addEventListener(type: string, listener: (event: Event) => void): void
  /** The stream itself ends with the last share. */
  close(): void
}

const openState = 1

/** @param open makes the stream, when somebody listens and there is none */
export function makeSharedEvents(open: () => EventSourceLike): () => EventShare {
  let stream: EventSourceLike | undefined
  let shares = 0

  return () => {
    stream ??= open()
    const source = stream
    shares += 1
    const listeners: Array<[string, (event: Event) => void]> = []
    let closed = false
    return {
      addEventListener(type, listener) {
        listeners.push([type, listener])
        source.addEventListener(type, listener)
        // Who comes later waits for an opening that was before: it is told at once, but not while it is still asking.
        if (type === 'open' && source.readyState === openState) {
          queueMicrotask(() => {
            if (!closed) listener(new Event('open'))
          })
        }
      },
      close() {
        if (closed) return
        closed = true
        for (const [type, listener] of listeners) source.removeEventListener(type, listener)
        shares -= 1
        if (shares > 0) return
        source.close()
        stream = undefined
      },
    }
  }
}
