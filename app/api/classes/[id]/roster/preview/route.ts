import { serve } from '@/app/api/route-handler.ts'
import { rosterApi } from '@/contracts/people.ts'
import { previewRoster } from '@/server/classes/roster-import.ts'

export const POST = serve(rosterApi.preview, ({ context, actor, params, body }) =>
  previewRoster(context, actor, params.id, body.text),
)
