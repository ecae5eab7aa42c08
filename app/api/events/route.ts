import { eventStream } from '@/app/api/event-stream.ts'
import { answer } from '@/app/api/route-handler.ts'
import { subscribe } from '@/server/live.ts'
import { requireActor } from '@/server/sessions.ts'

/** Server-Sent Events: `verdict`, `class` and `notice`, for the signed-in reader. */
export const GET = answer(async ({ request }) => {
  const actor = await requireActor()
  return eventStream({
    signal: request.signal,
    begin: ({ signal, send }) => {
      subscribe(actor, {
        signal,
        onEvent: (event) => send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
      })
    },
  })
})
