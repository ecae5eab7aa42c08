import { serve } from '@/app/api/route-handler.ts'
import { exerciseApi } from '@/contracts/exercises.ts'
import { getSolution } from '@/server/course/exercises.ts'

export const GET = serve(exerciseApi.findSolution, async ({ context, actor, params }) => ({
  source: await getSolution(context, actor, params.slug),
}))
