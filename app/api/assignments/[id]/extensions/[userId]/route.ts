import { serve } from '@/app/api/route-handler.ts'
import { extensionApi } from '@/contracts/assignments.ts'
import { grantExtension, withdrawExtension } from '@/server/assignments/assignments.ts'

export const PUT = serve(extensionApi.grant, ({ actor, params, body }) =>
  grantExtension(actor, params.id, { userId: params.userId, ...body }),
)

export const DELETE = serve(extensionApi.withdraw, ({ actor, params }) =>
  withdrawExtension(actor, params.id, params.userId),
)
