import { gzippedJson } from '@/app/api/gzipped-json.ts'
import { answer } from '@/app/api/route-handler.ts'
import { getGradebook } from '@/server/gradebook.ts'
import { requireActor } from '@/server/sessions.ts'

/** The whole gradebook, or with `?learners=ID,ID` the rows of these alone. */
export const GET = answer<{ id: string }>(async ({ request, params }) => {
  const learners = request.nextUrl.searchParams.get('learners')
  const actor = await requireActor()
  if (learners !== null) return getGradebook(actor, params.id, { learners: learners.split(',') })
  return gzippedJson(await getGradebook(actor, params.id))
})
