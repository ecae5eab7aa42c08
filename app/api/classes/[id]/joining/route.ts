import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { changeJoining } from '@/server/classrooms.ts'
import { requireActor } from '@/server/sessions.ts'

const joining = z.strictObject({
  rotate: z.literal(true).optional(),
  open: z.boolean().optional(),
  endsAt: z.iso.datetime({ offset: true }).nullable().optional(),
})

export const PATCH = change<{ id: string }, z.infer<typeof joining>>({
  body: joining,
  handle: async ({ params, body }) => changeJoining(await requireActor(), params.id, body),
})
