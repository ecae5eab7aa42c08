import { answer } from '@/app/api/route-handler.ts'
import { listAssignmentsHere } from '@/server/learner-class.ts'
import { requireActor } from '@/server/sessions.ts'

export const GET = answer<{ slug: string }>(async ({ params }) => ({
  assignments: await listAssignmentsHere(await requireActor(), params.slug),
}))
