import { answer } from '@/app/api/route-handler.ts'
import { subscribe } from '@/server/live.ts'
import { requireActor } from '@/server/sessions.ts'

const heartbeatMs = 20_000

/** Server-Sent Events: `verdict` and `class`, for the signed-in reader. */
export const GET = answer(async ({ request }) => {
  const actor = await requireActor()
  const encoder = new TextEncoder()
  const ended = new AbortController()
  const end = () => ended.abort()
  request.signal.addEventListener('abort', end, { once: true })

  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        if (!ended.signal.aborted) controller.enqueue(encoder.encode(text))
      }
      // Proxies cut connections that say nothing; a comment keeps this one open and is not an event.
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs)
      ended.signal.addEventListener('abort', () => clearInterval(heartbeat), { once: true })
      send('retry: 3000\n\n')
      subscribe(actor, {
        signal: ended.signal,
        onEvent: (event) => send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
      })
    },
    cancel: end,
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressor would hold events back until its buffer is full.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
})
