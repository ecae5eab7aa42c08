import { serve } from '@/app/api/route-handler.ts'
import { overrideApi } from '@/contracts/assignments.ts'
import { overrideGrade, withdrawOverride } from '@/server/assignments/overrides.ts'

export const PUT = serve(overrideApi.give, ({ actor, params, body }) =>
  overrideGrade(actor, params.id, params.userId, body),
)

export const DELETE = serve(overrideApi.withdraw, ({ actor, params }) =>
  withdrawOverride(actor, params.id, params.userId),
)
