import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { outsideProviders } from '@/course/outside-accounts.ts'
import { beginLinking, disconnect } from '@/server/outside-sign-in.ts'
import { findSessionToken, requireActor } from '@/server/sessions.ts'

const connection = z.strictObject({ provider: z.enum(outsideProviders) })
const wish = connection.extend({ password: z.string().max(256).optional() })

/** The wish to connect: the sign-in elsewhere that follows fulfils it. */
export const POST = change<unknown, z.infer<typeof wish>>({
  body: wish,
  handle: async ({ body }) => {
    await beginLinking(await requireActor(), body, await findSessionToken())
  },
})

export const DELETE = change<unknown, z.infer<typeof connection>>({
  body: connection,
  handle: async ({ body }) => {
    await disconnect(await requireActor(), body)
  },
})
