import { eventStream } from '@/app/api/event-stream.ts'
import { answer } from '@/app/api/route-handler.ts'
import { mayWatch, watchClass } from '@/server/live/live-class.ts'
import { rememberSession, requireActor } from '@/server/sign-in/sessions.ts'

/** Server-Sent Events for the staff of a class: `board` with every row, then `rows` with those that changed. */
export const GET = answer<{ id: string }>(async ({ request, params }) => {
  const actor = await requireActor()
  const findHolder = await rememberSession()
  return eventStream({
    request,
    userId: actor.userId,
    mayStill: async () => {
      const holder = await findHolder()
      return holder !== null && mayWatch(holder, params.id)
    },
    begin: ({ signal, send, end }) => watchClass(actor, params.id, { signal, onText: send, onEnd: end }),
  })
})
