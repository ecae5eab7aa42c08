import { serve, serveAnybody } from '@/app/api/route-handler.ts'
import { secondFactorApi } from '@/contracts/accounts.ts'
import { beginOwnSecondFactor, confirmOwnSecondFactor, removeOwnSecondFactor } from '@/server/sign-in/second-factor.ts'
import { findSessionToken, requireHolder } from '@/server/sign-in/sessions.ts'

export const POST = serveAnybody(secondFactorApi.begin, async ({ body }) =>
  beginOwnSecondFactor((await requireHolder()).actor, body, await findSessionToken()),
)

export const PUT = serveAnybody(secondFactorApi.confirm, async ({ body }) =>
  confirmOwnSecondFactor((await requireHolder()).actor, body, await findSessionToken()),
)

export const DELETE = serve(secondFactorApi.remove, ({ actor, body }) => removeOwnSecondFactor(actor, body))
