import { serve } from '@/app/api/route-handler.ts'
import { regradeApi } from '@/contracts/regrades.ts'
import { commitRegrade, discardRegrade } from '@/server/regrades/regrades.ts'

export const POST = serve(regradeApi.commit, ({ actor, params, body }) =>
  commitRegrade(actor, params.id, params.regrade, body),
)

export const DELETE = serve(regradeApi.discard, ({ actor, params }) => discardRegrade(actor, params.id, params.regrade))
