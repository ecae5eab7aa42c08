import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { addAssignments } from '@/server/assignments.ts'
import { requireActor } from '@/server/sessions.ts'

const time = z.iso.datetime({ offset: true }).nullable()
const assignments = z.strictObject({
  slugs: z.array(z.string().min(1).max(100)).min(1).max(200),
  opensAt: time.optional(),
  dueAt: time.optional(),
  closesAt: time.optional(),
  points: z.int().min(0).max(1000).optional(),
  latePolicy: z.enum(['none', 'daily', 'cutoff']).optional(),
  latePercent: z.int().min(0).max(100).optional(),
  attemptLimit: z.int().min(1).max(1000).nullable().optional(),
  counting: z.enum(['best', 'last']).optional(),
  solutionOpens: z.enum(['passed', 'due', 'closed']).optional(),
})

export const POST = change<{ id: string }, z.infer<typeof assignments>>({
  body: assignments,
  status: 201,
  handle: async ({ params, body }) => addAssignments(await requireActor(), params.id, body),
})
