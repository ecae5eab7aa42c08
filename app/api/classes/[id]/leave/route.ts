import { change, noBody } from '@/app/api/route-handler.ts'
import { leaveClassroom } from '@/server/people.ts'
import { requireActor } from '@/server/sessions.ts'

export const POST = change<{ id: string }, unknown>({
  body: noBody,
  handle: async ({ params }) => leaveClassroom(await requireActor(), params.id),
})
