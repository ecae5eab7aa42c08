import { change, noBody } from '@/app/api/route-handler.ts'
import { endOwnSession } from '@/server/own-sessions.ts'
import { requireActor } from '@/server/sessions.ts'

export const DELETE = change<{ id: string }, undefined>({
  body: noBody,
  handle: async ({ params }) => {
    await endOwnSession(await requireActor(), params.id)
  },
})
