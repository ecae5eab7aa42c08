import { serve } from '@/app/api/route-handler.ts'
import { commentApi } from '@/contracts/submissions.ts'
import { changeComment, removeComment } from '@/server/submissions/comments.ts'

export const PATCH = serve(commentApi.change, ({ context, actor, params, body }) =>
  changeComment(context, actor, params.id, body),
)

export const DELETE = serve(commentApi.remove, ({ context, actor, params }) => removeComment(context, actor, params.id))
