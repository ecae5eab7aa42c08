import { serve } from '@/app/api/route-handler.ts'
import { submissionApi } from '@/contracts/submissions.ts'
import { listSubmissions, submit } from '@/server/submissions/submissions.ts'

export const POST = serve(submissionApi.send, ({ context, actor, body }) => submit(context, actor, body))

export const GET = serve(submissionApi.list, ({ context, actor, query }) => listSubmissions(context, actor, query))
