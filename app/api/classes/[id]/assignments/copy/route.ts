import { serve } from '@/app/api/route-handler.ts'
import { assignmentApi } from '@/contracts/assignments.ts'
import { copyAssignments } from '@/server/classes/assignment-copies.ts'

export const POST = serve(assignmentApi.copy, ({ actor, params, body }) => copyAssignments(actor, params.id, body))
