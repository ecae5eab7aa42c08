import { serve } from '@/app/api/route-handler.ts'
import { exerciseApi } from '@/contracts/exercises.ts'
import { listAssignmentsHere } from '@/server/classes/learner-class.ts'

export const GET = serve(exerciseApi.listAssignments, async ({ context, actor, params }) => ({
  assignments: await listAssignmentsHere(context, actor, params.slug),
}))
