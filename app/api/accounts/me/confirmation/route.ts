import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { askForConfirmation } from '@/server/email-confirmation.ts'
import { requireActor } from '@/server/sessions.ts'

export const POST = change<unknown, Record<string, never>>({
  body: z.strictObject({}),
  status: 202,
  handle: async () => {
    await askForConfirmation(await requireActor())
  },
})
