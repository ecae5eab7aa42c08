import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { joinClassroom } from '@/server/joining.ts'
import { requireActor } from '@/server/sessions.ts'

const joining = z.strictObject({ code: z.string().trim().min(1).max(40) })

export const POST = change<unknown, z.infer<typeof joining>>({
  body: joining,
  handle: async ({ body }) => joinClassroom(await requireActor(), body.code),
})
