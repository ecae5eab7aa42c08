import { answer } from '@/app/api/route-handler.ts'
import { requireActor } from '@/server/sessions.ts'
import { getSubmission } from '@/server/submissions.ts'

export const GET = answer<{ id: string }>(async ({ params }) => getSubmission(await requireActor(), params.id))
