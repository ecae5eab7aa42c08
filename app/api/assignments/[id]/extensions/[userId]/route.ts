import { z } from 'zod'

import { change, noBody } from '@/app/api/route-handler.ts'
import { grantExtension, withdrawExtension } from '@/server/assignments.ts'
import { requireActor } from '@/server/sessions.ts'

interface Params {
  id: string
  userId: string
}

const time = z.iso.datetime({ offset: true }).nullable()
const extension = z.strictObject({
  dueAt: time,
  closesAt: time.optional(),
  extraAttempts: z.int().min(0).max(1000).optional(),
  reason: z.string().trim().max(500).optional(),
})

export const PUT = change<Params, z.infer<typeof extension>>({
  body: extension,
  handle: async ({ params, body }) =>
    grantExtension(await requireActor(), params.id, { userId: params.userId, ...body }),
})

export const DELETE = change<Params, unknown>({
  body: noBody,
  handle: async ({ params }) => withdrawExtension(await requireActor(), params.id, params.userId),
})
