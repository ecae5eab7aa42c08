import { serve } from '@/app/api/route-handler.ts'
import { regradeApi } from '@/contracts/regrades.ts'
import { startRegrade } from '@/server/regrades/regrades.ts'

export const POST = serve(regradeApi.start, ({ context, actor, params, body }) =>
  startRegrade(context, actor, params.id, body),
)
