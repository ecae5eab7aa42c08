import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { changePerson } from '@/server/people.ts'
import { requireActor } from '@/server/sessions.ts'

const person = z.strictObject({
  role: z.enum(['learner', 'assistant', 'instructor']).optional(),
  studentId: z.string().trim().min(1).max(40).nullable().optional(),
  removed: z.boolean().optional(),
})

export const PATCH = change<{ id: string; userId: string }, z.infer<typeof person>>({
  body: person,
  handle: async ({ params, body }) => changePerson(await requireActor(), params.id, params.userId, body),
})
