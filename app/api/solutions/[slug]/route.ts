import { serve } from '@/app/api/route-handler.ts'
import { exerciseApi } from '@/contracts/exercises.ts'
import { getSolution } from '@/server/course/exercises.ts'

export const GET = serve(exerciseApi.findSolution, async ({ actor, params }) => ({
  source: await getSolution(actor, params.slug),
}))
