import { answer } from '@/app/api/route-handler.ts'
import { requireActor } from '@/server/sessions.ts'
import { getDrawToRun } from '@/server/submissions.ts'

export const GET = answer<{ id: string }>(async ({ params }) => getDrawToRun(await requireActor(), params.id))
