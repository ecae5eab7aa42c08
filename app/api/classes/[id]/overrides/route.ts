import { serve } from '@/app/api/route-handler.ts'
import { overrideTableApi } from '@/contracts/override-table.ts'
import { importOverrides } from '@/server/assignments/override-import.ts'

export const POST = serve(overrideTableApi.import, ({ context, actor, params, body }) =>
  importOverrides(context, actor, params.id, body),
)
