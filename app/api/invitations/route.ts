import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { acceptInvitation } from '@/server/joining.ts'
import { requireActor } from '@/server/sessions.ts'

const acceptance = z.strictObject({ token: z.string().max(200) })

export const POST = change<unknown, z.infer<typeof acceptance>>({
  body: acceptance,
  handle: async ({ body }) => acceptInvitation(await requireActor(), body.token),
})
