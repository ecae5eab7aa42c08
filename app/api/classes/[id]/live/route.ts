import { eventStream } from '@/app/api/event-stream.ts'
import { answer } from '@/app/api/route-handler.ts'
import { watchClass } from '@/server/live-class.ts'
import { requireActor } from '@/server/sessions.ts'

/** Server-Sent Events for the staff of a class: `board` with every row, then `rows` with those that changed. */
export const GET = answer<{ id: string }>(async ({ request, params }) => {
  const actor = await requireActor()
  return eventStream({
    signal: request.signal,
    begin: ({ signal, send, end }) => watchClass(actor, params.id, { signal, onText: send, onEnd: end }),
  })
})
