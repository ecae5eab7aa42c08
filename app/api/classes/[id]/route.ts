import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { changeClassroom, deleteClassroom } from '@/server/classrooms.ts'
import { requireActor } from '@/server/sessions.ts'

const settings = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  timeZone: z.string().max(60).optional(),
  keepsGrades: z.boolean().optional(),
  archived: z.boolean().optional(),
})
const deletion = z.strictObject({ name: z.string().max(120) })

export const PATCH = change<{ id: string }, z.infer<typeof settings>>({
  body: settings,
  handle: async ({ params, body }) => changeClassroom(await requireActor(), params.id, body),
})

export const DELETE = change<{ id: string }, z.infer<typeof deletion>>({
  body: deletion,
  handle: async ({ params, body }) => deleteClassroom(await requireActor(), params.id, body),
})
