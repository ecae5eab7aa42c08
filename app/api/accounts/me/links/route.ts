import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { outsideProviders } from '@/course/outside-accounts.ts'
import { beginLinking, disconnect } from '@/server/outside-sign-in.ts'
import { requireActor } from '@/server/sessions.ts'

const connection = z.strictObject({ provider: z.enum(outsideProviders) })

/** The wish to connect: the sign-in elsewhere that follows fulfils it. */
export const POST = change<unknown, z.infer<typeof connection>>({
  body: connection,
  handle: async ({ body }) => {
    await beginLinking(await requireActor(), body.provider)
  },
})

export const DELETE = change<unknown, z.infer<typeof connection>>({
  body: connection,
  handle: async ({ body }) => {
    await disconnect(await requireActor(), body)
  },
})
