import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { markOwnNoticesRead } from '@/server/notices.ts'
import { requireActor } from '@/server/sessions.ts'

export const POST = change<unknown, Record<string, never>>({
  body: z.strictObject({}),
  handle: async () => {
    await markOwnNoticesRead(await requireActor())
  },
})
