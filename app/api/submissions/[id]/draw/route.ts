import { serve } from '@/app/api/route-handler.ts'
import { submissionApi } from '@/contracts/submissions.ts'
import { getDrawToRun } from '@/server/submissions/submissions.ts'

export const GET = serve(submissionApi.findDraw, ({ context, actor, params }) =>
  getDrawToRun(context, actor, params.id),
)
