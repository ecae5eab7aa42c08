import { serve } from '@/app/api/route-handler.ts'
import { overrideApi } from '@/contracts/assignments.ts'
import { overrideGrade, withdrawOverride } from '@/server/assignments/overrides.ts'

export const PUT = serve(overrideApi.give, ({ context, actor, params, body }) =>
  overrideGrade(context, actor, params.id, params.userId, body),
)

export const DELETE = serve(overrideApi.withdraw, ({ context, actor, params }) =>
  withdrawOverride(context, actor, params.id, params.userId),
)
