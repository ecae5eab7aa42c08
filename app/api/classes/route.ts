import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { createClassroom } from '@/server/classrooms.ts'
import { requireActor } from '@/server/sessions.ts'

const classroom = z.strictObject({ name: z.string().trim().min(1).max(120), timeZone: z.string().max(60) })

export const POST = change<unknown, z.infer<typeof classroom>>({
  body: classroom,
  status: 201,
  handle: async ({ body }) => createClassroom(await requireActor(), body),
})
