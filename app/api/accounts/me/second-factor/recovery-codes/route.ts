import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { renewRecoveryCodes } from '@/server/second-factor.ts'
import { requireActor } from '@/server/sessions.ts'

const proof = z.strictObject({ password: z.string().max(256).optional(), code: z.string().max(60).optional() })

export const POST = change<unknown, z.infer<typeof proof>>({
  body: proof,
  handle: async ({ body }) => renewRecoveryCodes(await requireActor(), body),
})
