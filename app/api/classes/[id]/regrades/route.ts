import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { startRegrade } from '@/server/regrades.ts'
import { requireActor } from '@/server/sessions.ts'

const regrade = z.strictObject({ slug: z.string().max(100), reason: z.string().trim().min(1).max(500) })

export const POST = change<{ id: string }, z.infer<typeof regrade>>({
  body: regrade,
  status: 201,
  handle: async ({ params, body }) => startRegrade(await requireActor(), params.id, body),
})
