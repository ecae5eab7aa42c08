import { z } from 'zod'

import { change, noBody } from '@/app/api/route-handler.ts'
import { changeAssignment, removeAssignment } from '@/server/assignments.ts'
import { requireActor } from '@/server/sessions.ts'

const time = z.iso.datetime({ offset: true }).nullable()
const settings = z.strictObject({
  opensAt: time,
  dueAt: time,
  closesAt: time,
  points: z.int().min(0).max(1000),
  latePolicy: z.enum(['none', 'daily', 'cutoff']),
  latePercent: z.int().min(0).max(100),
  attemptLimit: z.int().min(1).max(1000).nullable(),
  counting: z.enum(['best', 'last']),
  solutionOpens: z.enum(['passed', 'due', 'closed']),
})

export const PUT = change<{ id: string }, z.infer<typeof settings>>({
  body: settings,
  handle: async ({ params, body }) => changeAssignment(await requireActor(), params.id, body),
})

export const DELETE = change<{ id: string }, unknown>({
  body: noBody,
  handle: async ({ params }) => removeAssignment(await requireActor(), params.id),
})
