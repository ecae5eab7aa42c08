import { serve } from '@/app/api/route-handler.ts'
import { extensionApi } from '@/contracts/assignments.ts'
import { grantExtension, withdrawExtension } from '@/server/assignments/assignments.ts'

export const PUT = serve(extensionApi.grant, ({ context, actor, params, body }) =>
  grantExtension(context, actor, params.id, { userId: params.userId, ...body }),
)

export const DELETE = serve(extensionApi.withdraw, ({ context, actor, params }) =>
  withdrawExtension(context, actor, params.id, params.userId),
)
