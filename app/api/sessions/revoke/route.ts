import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { endOtherSessions } from '@/server/own-sessions.ts'
import { findSessionToken, requireActor, signOutEverywhere } from '@/server/sessions.ts'

/** Every session of the account, or every other one. */
const which = z.strictObject({ others: z.boolean().optional() })

export const POST = change<unknown, z.infer<typeof which>>({
  body: which,
  handle: async ({ body }) => {
    const actor = await requireActor()
    const token = await findSessionToken()
    if (body.others === true && token !== null) await endOtherSessions(actor, token)
    else await signOutEverywhere(actor)
  },
})
