import { answer, serve } from '@/app/api/route-handler.ts'
import { submissionApi } from '@/contracts/submissions.ts'
import { requireActor } from '@/server/sessions.ts'
import { listSubmissions, submit } from '@/server/submissions.ts'

export const POST = serve(submissionApi.send, ({ actor, body }) => submit(actor, body))

export const GET = answer(async ({ request }) => {
  const actor = await requireActor()
  const { searchParams } = request.nextUrl
  const olderThan = searchParams.get('olderThan') ?? undefined
  return listSubmissions(actor, { slug: searchParams.get('slug') ?? '', olderThan })
})
