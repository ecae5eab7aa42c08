import { serve } from '@/app/api/route-handler.ts'
import { assignmentApi } from '@/contracts/assignments.ts'
import { addAssignments } from '@/server/assignments/assignments.ts'

export const POST = serve(assignmentApi.add, ({ actor, params, body }) => addAssignments(actor, params.id, body))
