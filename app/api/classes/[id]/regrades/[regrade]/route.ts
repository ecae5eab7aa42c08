import { z } from 'zod'

import { change, noBody } from '@/app/api/route-handler.ts'
import { commitRegrade, discardRegrade } from '@/server/regrades.ts'
import { requireActor } from '@/server/sessions.ts'

interface Params {
  id: string
  regrade: string
}

const commit = z.strictObject({ fallsToo: z.boolean(), fingerprint: z.string().max(100) })

export const POST = change<Params, z.infer<typeof commit>>({
  body: commit,
  handle: async ({ params, body }) => commitRegrade(await requireActor(), params.id, params.regrade, body),
})

export const DELETE = change<Params, unknown>({
  body: noBody,
  handle: async ({ params }) => discardRegrade(await requireActor(), params.id, params.regrade),
})
