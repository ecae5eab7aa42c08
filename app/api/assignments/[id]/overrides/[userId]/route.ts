import { z } from 'zod'

import { change, noBody } from '@/app/api/route-handler.ts'
import { overrideGrade, withdrawOverride } from '@/server/overrides.ts'
import { requireActor } from '@/server/sessions.ts'

interface Params {
  id: string
  userId: string
}

const override = z.strictObject({ points: z.number().min(0).max(10_000), reason: z.string().trim().min(1).max(500) })

export const PUT = change<Params, z.infer<typeof override>>({
  body: override,
  handle: async ({ params, body }) => overrideGrade(await requireActor(), params.id, params.userId, body),
})

export const DELETE = change<Params, unknown>({
  body: noBody,
  handle: async ({ params }) => withdrawOverride(await requireActor(), params.id, params.userId),
})
