import { z } from 'zod'

import { change, noBody } from '@/app/api/route-handler.ts'
import { commentLimit } from '@/course/comment.ts'
import { changeComment, removeComment } from '@/server/comments.ts'
import { requireActor } from '@/server/sessions.ts'

const comment = z.strictObject({ text: z.string().max(2 * commentLimit) })

export const PATCH = change<{ id: string }, z.infer<typeof comment>>({
  body: comment,
  limitBytes: 64 * 1024,
  handle: async ({ params, body }) => changeComment(await requireActor(), params.id, body),
})

export const DELETE = change<{ id: string }, unknown>({
  body: noBody,
  handle: async ({ params }) => removeComment(await requireActor(), params.id),
})
