import { change, noBody } from '@/app/api/route-handler.ts'
import { mailInvitations } from '@/server/invitation-mail.ts'
import { requireActor } from '@/server/sessions.ts'

/** Has them mailed. */
export const POST = change<{ id: string }, unknown>({
  body: noBody,
  handle: async ({ params }) => mailInvitations(await requireActor(), params.id),
})
