import { serve } from '@/app/api/route-handler.ts'
import { submissionApi } from '@/contracts/submissions.ts'
import { getSubmission } from '@/server/submissions/submissions.ts'

export const GET = serve(submissionApi.find, ({ context, actor, params }) => getSubmission(context, actor, params.id))
