import { serve } from '@/app/api/route-handler.ts'
import { assignmentApi } from '@/contracts/assignments.ts'
import { addAssignments } from '@/server/assignments/assignments.ts'

export const POST = serve(assignmentApi.add, ({ context, actor, params, body }) =>
  addAssignments(context, actor, params.id, body),
)
