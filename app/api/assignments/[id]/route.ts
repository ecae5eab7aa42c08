import { serve } from '@/app/api/route-handler.ts'
import { assignmentApi } from '@/contracts/assignments.ts'
import { changeAssignment, removeAssignment } from '@/server/assignments/assignments.ts'

export const PUT = serve(assignmentApi.change, ({ actor, params, body }) => changeAssignment(actor, params.id, body))

export const DELETE = serve(assignmentApi.remove, ({ actor, params }) => removeAssignment(actor, params.id))
