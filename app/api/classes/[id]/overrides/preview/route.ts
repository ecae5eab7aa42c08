import { serve } from '@/app/api/route-handler.ts'
import { overrideTableApi } from '@/contracts/override-table.ts'
import { previewOverrides } from '@/server/assignments/override-import.ts'

export const POST = serve(overrideTableApi.preview, ({ actor, params, body }) =>
  previewOverrides(actor, params.id, body.text),
)
