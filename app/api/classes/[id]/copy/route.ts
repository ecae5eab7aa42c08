import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { copyClassroom } from '@/server/classrooms.ts'
import { requireActor } from '@/server/sessions.ts'

const copy = z.strictObject({ name: z.string().trim().min(1).max(120) })

export const POST = change<{ id: string }, z.infer<typeof copy>>({
  body: copy,
  status: 201,
  handle: async ({ params, body }) => copyClassroom(await requireActor(), params.id, body),
})
