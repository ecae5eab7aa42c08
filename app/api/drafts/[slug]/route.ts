import { serve } from '@/app/api/route-handler.ts'
import { draftApi } from '@/contracts/submissions.ts'
import { saveDraft } from '@/server/submissions/drafts.ts'

export const PUT = serve(draftApi.save, ({ context, actor, params, body }) =>
  saveDraft(context, actor, { slug: params.slug, ...body }),
)
