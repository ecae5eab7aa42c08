import { eventStream } from '@/app/api/event-stream.ts'
import { answer } from '@/app/api/route-handler.ts'
import { mayWatch, watchClass } from '@/server/live/live-class.ts'
import { rememberSession, requireActor } from '@/server/sign-in/sessions.ts'

/** Server-Sent Events for the staff of a class: `board` with every row, then `rows` with those that changed. */
export const GET = answer<{ id: string }>(async ({ context, request, params }) => {
  const actor = await requireActor(context)
  const findHolder = await rememberSession(context)
  return eventStream({
    request,
    userId: actor.userId,
    mayStill: async () => {
      const holder = await findHolder()
      return holder !== null && mayWatch(context, holder, params.id)
    },
    begin: ({ signal, send, end }) => watchClass(context, actor, params.id, { signal, onText: send, onEnd: end }),
  })
})
