import { z } from 'zod'

import { change, gradesBodyBytes } from '@/app/api/route-handler.ts'
import { importOverrides } from '@/server/override-import.ts'
import { requireActor } from '@/server/sessions.ts'

const overrides = z.strictObject({
  text: z.string(),
  fingerprint: z.string().max(100),
  bonusesConfirmed: z.boolean().optional(),
})

export const POST = change<{ id: string }, z.infer<typeof overrides>>({
  body: overrides,
  limitBytes: gradesBodyBytes,
  handle: async ({ params, body }) => importOverrides(await requireActor(), params.id, body),
})
