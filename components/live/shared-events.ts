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
  /**
   * @param type beside those of the stream: `silence`, again and again while nothing gets through. A proxy may hold a stream back
   * without ending it; who hears this asks in another way.
   */
  addEventListener(type: string, listener: (event: Event) => void): void
  /** The stream itself ends with the last share. */
  close(): void
}

const openState = 1

/** The server's pulse comes at once and then every 20 s. */
const firstPulseMs = 8_000
const nextPulseMs = 45_000
const askMs = 20_000

/** @param open makes the stream, when somebody listens and there is none */
export function makeSharedEvents(open: () => EventSourceLike): () => EventShare {
  let stream: { source: EventSourceLike; silence: Silence } | undefined
  let shares = 0

  return () => {
    if (stream === undefined) {
      const source = open()
      stream = { source, silence: watchSilence(source) }
    }
    const { source, silence } = stream
    shares += 1
    const listeners: Array<[string, (event: Event) => void]> = []
    let closed = false
    return {
      addEventListener(type, listener) {
        listeners.push([type, listener])
        if (type === 'silence') silence.listeners.add(listener)
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
        for (const [type, listener] of listeners) {
          source.removeEventListener(type, listener)
          silence.listeners.delete(listener)
        }
        shares -= 1
        if (shares > 0) return
        silence.end()
        source.close()
        stream = undefined
      },
    }
  }
}

interface Silence {
  listeners: Set<(event: Event) => void>
  end(): void
}

function watchSilence(source: EventSourceLike): Silence {
  const listeners = new Set<(event: Event) => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tellIn = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(tell, ms)
  }
  function tell(): void {
    for (const listener of listeners) listener(new Event('silence'))
    tellIn(askMs)
  }
  source.addEventListener('pulse', () => tellIn(nextPulseMs))
  // A stream that is lost is no silent one: the browser opens it anew, and who waits for that hears `open`.
  source.addEventListener('error', () => clearTimeout(timer))
  source.addEventListener('open', () => tellIn(firstPulseMs))
  tellIn(firstPulseMs)
  return { listeners, end: () => clearTimeout(timer) }
}
