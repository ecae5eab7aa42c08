import { answer } from '@/app/api/route-handler.ts'
import { getGradebook } from '@/server/gradebook.ts'
import { requireActor } from '@/server/sessions.ts'

/** The whole gradebook, or with `?learners=ID,ID` the rows of these alone. */
export const GET = answer<{ id: string }>(async ({ request, params }) => {
  const learners = request.nextUrl.searchParams.get('learners')
  return getGradebook(await requireActor(), params.id, learners === null ? {} : { learners: learners.split(',') })
})
