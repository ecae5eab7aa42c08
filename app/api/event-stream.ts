import { DomainError } from '@/course/foundation/errors.ts'
import { logError } from '@/server/foundation/log-error.ts'

/** Server-Sent Events. */

const heartbeatMs = 20_000
/** A session that was ended elsewhere ends its streams within so many heartbeats. */
const beatsToAsk = 3
/** A browser opens six to a site at most; these are for somebody with several browsers. */
const streamsAtMost = 40
/** Who reads so few of the events is not there any more. */
const unreadAtMost = 1000

/** Proxies cut connections that say nothing. An event, so that a page knows whether anything gets through to it. */
const pulse = 'event: pulse\ndata: 1\n\n'

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: a compressor would hold events back until its buffer is full.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** What lives, by user. */
const open = new Map<string, Set<AbortController>>()

/**
 * Keeps a stream open until the reader goes, may no longer read it, or `end` is called.
 * @param options.mayStill asked once a minute; a failure to find out ends nothing
 * @param options.begin may throw what a route may throw: nothing is sent then
 * @throws DomainError 'too-many-requests' for who holds too many
 */
export async function eventStream(options: {
  request: Pick<Request, 'method' | 'signal'>
  userId: string
  mayStill: () => Promise<boolean>
  begin: (stream: { signal: AbortSignal; send: (text: string) => void; end: () => void }) => Promise<void> | void
}): Promise<Response> {
  const { request, userId } = options
  // Nobody reads the body of an answer to HEAD, and nothing tells that it is over.
  if (request.method === 'HEAD') return new Response(null, { headers })
  const ended = holdPlace(userId, request.signal)
  const end = () => ended.abort()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
    },
    cancel: end,
  })
  const encoder = new TextEncoder()
  const send = (text: string) => {
    if (ended.signal.aborted) return
    controller?.enqueue(encoder.encode(text))
    if ((controller?.desiredSize ?? 0) < -unreadAtMost) end()
  }
  const heartbeat = startHeartbeat({ send, end, mayStill: options.mayStill })
  whenAborted(ended.signal, () => {
    clearInterval(heartbeat)
    try {
      controller?.close()
    } catch {
      // The reader has closed it already.
    }
  })
  send(`retry: 3000\n\n${pulse}`)
  try {
    if (!ended.signal.aborted) await options.begin({ signal: ended.signal, send, end })
  } catch (error) {
    end()
    throw error
  }
  return new Response(stream, { headers })
}

/**
 * Counts a stream for its user until it is over.
 * @returns its end; over already where the reader went before anybody looked
 */
function holdPlace(userId: string, reader: AbortSignal): AbortController {
  const ended = new AbortController()
  // An aborted signal says nothing to who begins to listen.
  if (reader.aborted) {
    ended.abort()
    return ended
  }
  const streams = open.get(userId) ?? new Set()
  if (streams.size >= streamsAtMost) throw new DomainError('too-many-requests', { retryAfterSeconds: 60 })
  open.set(userId, streams.add(ended))
  reader.addEventListener('abort', () => ended.abort(), { once: true, signal: ended.signal })
  whenAborted(ended.signal, () => {
    streams.delete(ended)
    if (streams.size === 0) open.delete(userId)
  })
  return ended
}

function whenAborted(signal: AbortSignal, callback: () => void): void {
  if (signal.aborted) callback()
  else signal.addEventListener('abort', callback, { once: true })
}

function startHeartbeat(stream: {
  send: (text: string) => void
  end: () => void
  mayStill: () => Promise<boolean>
}): NodeJS.Timeout {
  let beats = 0
  return setInterval(() => {
    stream.send(pulse)
    beats += 1
    if (beats % beatsToAsk !== 0) return
    stream.mayStill().then((may) => {
      if (!may) stream.end()
    }, logError)
  }, heartbeatMs)
}
