import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { confirmEmail } from '@/server/email-confirmation.ts'
import { requireActor } from '@/server/sessions.ts'

const confirmation = z.strictObject({ token: z.string().min(1).max(200) })

export const POST = change<unknown, z.infer<typeof confirmation>>({
  body: confirmation,
  handle: async ({ body }) => {
    await confirmEmail(await requireActor(), body.token)
  },
})
