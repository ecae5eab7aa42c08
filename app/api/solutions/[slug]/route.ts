import { answer } from '@/app/api/route-handler.ts'
import { getSolution } from '@/server/exercises.ts'
import { requireActor } from '@/server/sessions.ts'

export const GET = answer<{ slug: string }>(async ({ params }) => ({
  source: await getSolution(await requireActor(), params.slug),
}))
