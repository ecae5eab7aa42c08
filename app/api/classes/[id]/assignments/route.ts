import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { addAssignment } from '@/server/classrooms.ts'
import { requireActor } from '@/server/sessions.ts'

const assignment = z.strictObject({
  slug: z.string().min(1).max(100),
  dueAt: z.iso.datetime({ offset: true }).nullable(),
})

export const POST = change<{ id: string }, z.infer<typeof assignment>>({
  body: assignment,
  status: 201,
  handle: async ({ params, body }) => addAssignment(await requireActor(), { classroomId: params.id, ...body }),
})
