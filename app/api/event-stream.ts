import { DomainError } from '@/course/errors.ts'
import { logError } from '@/server/log-error.ts'

/** Server-Sent Events. */

const heartbeatMs = 20_000
/** A session that was ended elsewhere ends its streams within so many heartbeats. */
const beatsToAsk = 3
/** A browser opens six to a site at most; these are for somebody with several browsers. */
const streamsAtMost = 40
/** Who reads so few of the events is not there any more. */
const unreadAtMost = 1000

/** By user. */
const open = new Map<string, number>()

/**
 * Keeps a stream open until the reader goes, may no longer read it, or `end` is called.
 * @param request.mayStill asked once a minute; a failure to find out ends nothing
 * @param request.begin may throw what a route may throw: nothing is sent then
 * @throws DomainError 'too-many-requests' for who holds too many
 */
export async function eventStream(request: {
  /** Of the request. */
  signal: AbortSignal
  userId: string
  mayStill: () => Promise<boolean>
  begin: (stream: { signal: AbortSignal; send: (text: string) => void; end: () => void }) => Promise<void> | void
}): Promise<Response> {
  const { userId } = request
  if ((open.get(userId) ?? 0) >= streamsAtMost) throw new DomainError('too-many-requests', { retryAfterSeconds: 60 })
  open.set(userId, (open.get(userId) ?? 0) + 1)
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
    if (ended.signal.aborted) return
    controller?.enqueue(encoder.encode(text))
    if ((controller?.desiredSize ?? 0) < -unreadAtMost) end()
  }
  // Proxies cut connections that say nothing; a comment keeps this one open and is not an event.
  let beats = 0
  const heartbeat = setInterval(() => {
    send(': still here\n\n')
    beats += 1
    if (beats % beatsToAsk !== 0) return
    request.mayStill().then((may) => {
      if (!may) end()
    }, logError)
  }, heartbeatMs)
  ended.signal.addEventListener(
    'abort',
    () => {
      clearInterval(heartbeat)
      const left = (open.get(userId) ?? 1) - 1
      if (left === 0) open.delete(userId)
      else open.set(userId, left)
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
