import { serve } from '@/app/api/route-handler.ts'
import { regradeApi } from '@/contracts/regrades.ts'
import { commitRegrade, discardRegrade } from '@/server/regrades/regrades.ts'

export const POST = serve(regradeApi.commit, ({ context, actor, params, body }) =>
  commitRegrade(context, actor, params.id, params.regrade, body),
)

export const DELETE = serve(regradeApi.discard, ({ context, actor, params }) =>
  discardRegrade(context, actor, params.id, params.regrade),
)
