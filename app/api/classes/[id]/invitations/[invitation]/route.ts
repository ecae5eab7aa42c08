import { change, noBody } from '@/app/api/route-handler.ts'
import { withdrawInvitation } from '@/server/people.ts'
import { requireActor } from '@/server/sessions.ts'

export const DELETE = change<{ id: string; invitation: string }, unknown>({
  body: noBody,
  handle: async ({ params }) => withdrawInvitation(await requireActor(), params.id, params.invitation),
})
