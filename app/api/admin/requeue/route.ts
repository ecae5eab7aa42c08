import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { requeueSubmission } from '@/server/operations.ts'
import { requireActor } from '@/server/sessions.ts'

const requeue = z.strictObject({ submissionId: z.string().max(100) })

export const POST = change<unknown, z.infer<typeof requeue>>({
  body: requeue,
  handle: async ({ body }) => {
    await requeueSubmission(await requireActor(), body.submissionId)
  },
})
