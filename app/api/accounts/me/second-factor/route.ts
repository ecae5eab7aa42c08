import { serve, serveAnybody } from '@/app/api/route-handler.ts'
import { secondFactorApi } from '@/contracts/accounts.ts'
import { beginOwnSecondFactor, confirmOwnSecondFactor, removeOwnSecondFactor } from '@/server/sign-in/second-factor.ts'
import { findSessionToken, requireHolder } from '@/server/sign-in/sessions.ts'

export const POST = serveAnybody(secondFactorApi.begin, async ({ context, body }) =>
  beginOwnSecondFactor(context, (await requireHolder(context)).actor, body, await findSessionToken(context)),
)

export const PUT = serveAnybody(secondFactorApi.confirm, async ({ context, body }) =>
  confirmOwnSecondFactor(context, (await requireHolder(context)).actor, body, await findSessionToken(context)),
)

export const DELETE = serve(secondFactorApi.remove, ({ context, actor, body }) =>
  removeOwnSecondFactor(context, actor, body),
)
