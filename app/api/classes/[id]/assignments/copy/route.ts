import { serve } from '@/app/api/route-handler.ts'
import { assignmentApi } from '@/contracts/assignments.ts'
import { copyAssignments } from '@/server/classes/assignment-copies.ts'

export const POST = serve(assignmentApi.copy, ({ context, actor, params, body }) =>
  copyAssignments(context, actor, params.id, body),
)
