import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { claimInstructor } from '@/server/accounts.ts'
import { requireActor } from '@/server/sessions.ts'

const claim = z.strictObject({ token: z.string().min(1).max(200) })

export const POST = change<unknown, z.infer<typeof claim>>({
  body: claim,
  handle: async ({ body }) => {
    await claimInstructor(await requireActor(), body.token)
  },
})
