/** Server-Sent Events. */

const heartbeatMs = 20_000

/**
 * Keeps a stream open until the reader goes, or `end` is called.
 * @param request.begin may throw what a route may throw: nothing is sent then
 */
export async function eventStream(request: {
  /** Of the request. */
  signal: AbortSignal
  begin: (stream: { signal: AbortSignal; send: (text: string) => void; end: () => void }) => Promise<void> | void
}): Promise<Response> {
  const encoder = new TextEncoder()
  const ended = new AbortController()
  const end = () => ended.abort()
  request.signal.addEventListener('abort', end, { once: true })
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
    },
    cancel: end,
  })
  const send = (text: string) => {
    if (!ended.signal.aborted) controller?.enqueue(encoder.encode(text))
  }
  // Proxies cut connections that say nothing; a comment keeps this one open and is not an event.
  const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs)
  ended.signal.addEventListener(
    'abort',
    () => {
      clearInterval(heartbeat)
      try {
        controller?.close()
      } catch {
        // The reader has closed it already.
      }
    },
    { once: true },
  )
  send('retry: 3000\n\n')
  try {
    await request.begin({ signal: ended.signal, send, end })
  } catch (error) {
    end()
    throw error
  }
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressor would hold events back until its buffer is full.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
