import { serve } from '@/app/api/route-handler.ts'
import { sessionApi } from '@/contracts/accounts.ts'
import { endOtherSessions } from '@/server/sign-in/own-sessions.ts'
import { findSessionToken, signOutEverywhere } from '@/server/sign-in/sessions.ts'

export const POST = serve(sessionApi.endAll, async ({ context, actor, body }) => {
  const token = await findSessionToken(context)
  if (body.others === true && token !== null) await endOtherSessions(context, actor, token)
  else await signOutEverywhere(context, actor)
})
