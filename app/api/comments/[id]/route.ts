import { serve } from '@/app/api/route-handler.ts'
import { commentApi } from '@/contracts/submissions.ts'
import { changeComment, removeComment } from '@/server/submissions/comments.ts'

export const PATCH = serve(commentApi.change, ({ actor, params, body }) => changeComment(actor, params.id, body))

export const DELETE = serve(commentApi.remove, ({ actor, params }) => removeComment(actor, params.id))
