import { serve } from '@/app/api/route-handler.ts'
import { assignmentApi } from '@/contracts/assignments.ts'
import { changeAssignment, removeAssignment } from '@/server/assignments/assignments.ts'

export const PUT = serve(assignmentApi.change, ({ context, actor, params, body }) =>
  changeAssignment(context, actor, params.id, body),
)

export const DELETE = serve(assignmentApi.remove, ({ context, actor, params }) =>
  removeAssignment(context, actor, params.id),
)
