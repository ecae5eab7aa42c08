import { serve } from '@/app/api/route-handler.ts'
import { commentApi } from '@/contracts/submissions.ts'
import { addComment } from '@/server/submissions/comments.ts'

export const POST = serve(commentApi.add, ({ context, actor, params, body }) =>
  addComment(context, actor, params.id, body),
)
