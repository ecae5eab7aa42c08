import { serve } from '@/app/api/route-handler.ts'
import { overrideTableApi } from '@/contracts/override-table.ts'
import { previewOverrides } from '@/server/assignments/override-import.ts'

export const POST = serve(overrideTableApi.preview, ({ context, actor, params, body }) =>
  previewOverrides(context, actor, params.id, body.text),
)
