import { z } from 'zod'

import { change, sourceBodyBytes } from '@/app/api/route-handler.ts'
import { saveDraft } from '@/server/drafts.ts'
import { requireActor } from '@/server/sessions.ts'

const draft = z.strictObject({ source: z.string(), baseVersion: z.int().min(0) })

export const PUT = change<{ slug: string }, z.infer<typeof draft>>({
  body: draft,
  limitBytes: sourceBodyBytes,
  handle: async ({ params, body }) => saveDraft(await requireActor(), { slug: params.slug, ...body }),
})
