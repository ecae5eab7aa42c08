import { answer } from '@/app/api/route-handler.ts'
import { readLiveRows } from '@/server/live-class.ts'
import { requireActor } from '@/server/sessions.ts'

/** The rows of the live view as they are now, for who gets nothing of the stream: some proxies hold it back. */
export const GET = answer<{ id: string }>(async ({ params }) =>
  Response.json(await readLiveRows(await requireActor(), params.id), { headers: { 'cache-control': 'no-store' } }),
)
