import { z } from 'zod'

import { change } from '@/app/api/route-handler.ts'
import { commentLimit } from '@/course/comment.ts'
import { addComment } from '@/server/comments.ts'
import { requireActor } from '@/server/sessions.ts'

const comment = z.strictObject({
  classroomId: z.uuid(),
  line: z.int().min(1).nullable(),
  // Twice as many, because line ends may travel as two characters.
  text: z.string().max(2 * commentLimit),
})

export const POST = change<{ id: string }, z.infer<typeof comment>>({
  body: comment,
  limitBytes: 64 * 1024,
  status: 201,
  handle: async ({ params, body }) => addComment(await requireActor(), params.id, body),
})
