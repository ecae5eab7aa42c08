import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { requireActor, signOutEverywhere } from '@/server/sessions.ts'

export const POST = change<unknown, Record<string, never>>({
  body: z.strictObject({}),
  handle: async () => {
    await signOutEverywhere(await requireActor())
  },
})
