import { serve } from '@/app/api/route-handler.ts'
import { operationsApi } from '@/contracts/operations.ts'
import { requeueSubmission } from '@/server/operations/operations.ts'

export const POST = serve(operationsApi.requeue, ({ context, actor, body }) =>
  requeueSubmission(context, actor, body.submissionId),
)
