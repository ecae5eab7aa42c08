import { z } from 'zod'

import { change, tableBodyBytes } from '@/app/api/route-handler.ts'
import { importRoster } from '@/server/roster-import.ts'
import { requireActor } from '@/server/sessions.ts'

const roster = z.strictObject({
  text: z.string(),
  fingerprint: z.string().max(100),
  instructorsConfirmed: z.boolean().optional(),
})

export const POST = change<{ id: string }, z.infer<typeof roster>>({
  body: roster,
  limitBytes: tableBodyBytes,
  handle: async ({ params, body }) => importRoster(await requireActor(), params.id, body),
})
