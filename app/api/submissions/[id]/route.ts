import { serve } from '@/app/api/route-handler.ts'
import { submissionApi } from '@/contracts/submissions.ts'
import { getSubmission } from '@/server/submissions/submissions.ts'

export const GET = serve(submissionApi.find, ({ actor, params }) => getSubmission(actor, params.id))
