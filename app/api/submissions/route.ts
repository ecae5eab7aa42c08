import { serve } from '@/app/api/route-handler.ts'
import { submissionApi } from '@/contracts/submissions.ts'
import { listSubmissions, submit } from '@/server/submissions/submissions.ts'

export const POST = serve(submissionApi.send, ({ actor, body }) => submit(actor, body))

export const GET = serve(submissionApi.list, ({ actor, query }) => listSubmissions(actor, query))
