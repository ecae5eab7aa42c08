import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { copyAssignments } from '@/server/assignment-copies.ts'
import { requireActor } from '@/server/sessions.ts'

const source = z.strictObject({ from: z.string().max(100) })

export const POST = change<{ id: string }, z.infer<typeof source>>({
  body: source,
  handle: async ({ params, body }) => copyAssignments(await requireActor(), params.id, body),
})
