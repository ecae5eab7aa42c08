import { serve } from '@/app/api/route-handler.ts'
import { regradeApi } from '@/contracts/regrades.ts'
import { startRegrade } from '@/server/regrades/regrades.ts'

export const POST = serve(regradeApi.start, ({ actor, params, body }) => startRegrade(actor, params.id, body))
