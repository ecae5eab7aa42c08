import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { markLessonRead } from '@/server/progress.ts'
import { requireActor } from '@/server/sessions.ts'

const reading = z.strictObject({ lesson: z.string().min(1).max(200) })

export const POST = change<unknown, z.infer<typeof reading>>({
  body: reading,
  handle: async ({ body }) => {
    await markLessonRead(await requireActor(), body.lesson)
  },
})
