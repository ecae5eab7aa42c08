import { serve } from '@/app/api/route-handler.ts'
import { connectionApi } from '@/contracts/accounts.ts'
import { beginLinking, disconnect } from '@/server/sign-in/outside-sign-in.ts'
import { findSessionToken } from '@/server/sign-in/sessions.ts'

export const POST = serve(connectionApi.begin, async ({ context, actor, body }) =>
  beginLinking(context, actor, body, await findSessionToken(context)),
)

export const DELETE = serve(connectionApi.end, ({ context, actor, body }) => disconnect(context, actor, body))
