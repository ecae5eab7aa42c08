import { z } from 'zod'

import { change, tableBodyBytes } from '@/app/api/route-handler.ts'
import { previewRoster } from '@/server/roster-import.ts'
import { requireActor } from '@/server/sessions.ts'

const roster = z.strictObject({ text: z.string() })

/** Changes nothing, but takes a table as large as the import itself. */
export const POST = change<{ id: string }, z.infer<typeof roster>>({
  body: roster,
  limitBytes: tableBodyBytes,
  handle: async ({ params, body }) => previewRoster(await requireActor(), params.id, body.text),
})
