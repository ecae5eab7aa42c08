import { z } from 'zod'

import { change, gradesBodyBytes } from '@/app/api/route-handler.ts'
import { previewOverrides } from '@/server/override-import.ts'
import { requireActor } from '@/server/sessions.ts'

const overrides = z.strictObject({ text: z.string() })

/** Changes nothing, but takes a table as large as the import itself. */
export const POST = change<{ id: string }, z.infer<typeof overrides>>({
  body: overrides,
  limitBytes: gradesBodyBytes,
  handle: async ({ params, body }) => previewOverrides(await requireActor(), params.id, body.text),
})
