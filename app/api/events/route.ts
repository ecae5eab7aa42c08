import { eventStream } from '@/app/api/event-stream.ts'
import { answer } from '@/app/api/route-handler.ts'
import { subscribe } from '@/server/live/live.ts'
import { rememberSession, requireActor } from '@/server/sign-in/sessions.ts'

/** Server-Sent Events: `verdict`, `class` and `notice`, for the signed-in reader. */
export const GET = answer(async ({ context, request }) => {
  const actor = await requireActor(context)
  const findHolder = await rememberSession(context)
  return eventStream({
    request,
    userId: actor.userId,
    mayStill: async () => (await findHolder()) !== null,
    begin: ({ signal, send }) =>
      subscribe(context, actor, {
        signal,
        onEvent: (event) => send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
      }),
  })
})
